package org.openspot.parsers.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.openspot.core.error.DataException;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.RecordingSink;

class TsharkReaderPropertyTest {
  private static final TableSpec TABLE = new DnsSource().table();

  /** One response with two answers, but for its number. */
  private static final String RESPONSE =
      "\t1467961125.765735000\t120\teth:ethertype:ip:udp:dns\t10.0.0.53\t10.0.1.7\t\t\t\t\t0x1234\t1"
          + "\t0\t0\t1\t2\t0\t\t\t\t0\twww.example.com\t1\t0x0001\twww.example.com\be.net\t5\b1"
          + "\t0x0001\b0x0001\t7\b4\t1.2.3.4\t\te.net\t\t\t\t\t\t\t\t\t\t";

  private static final String OTHER =
      "\t1467961125.765735000\t60\teth:ethertype:arp" + "\t".repeat(TsharkField.COUNT - 4);

  private static RecordingSink read(InputStream in) throws IOException {
    RecordingSink sink = new RecordingSink(TABLE);
    try {
      new TsharkReader(TABLE, sink, 0, Long.MAX_VALUE, "").read(in);
    } catch (DataException e) {
      // the rest is a dead letter
    }
    return sink;
  }

  private static RecordingSink read(String text) throws IOException {
    return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static long records(RecordingSink sink) {
    return (long) sink.rows.size() + sink.rejects.size() + sink.passedOver.size();
  }

  @Provide
  Arbitrary<List<String>> lines() {
    Arbitrary<String> damaged =
        Arbitraries.integers()
            .between(1, RESPONSE.length() - 1)
            .flatMap(
                at ->
                    Arbitraries.of('\b', '\t', ' ', '9', '-', 'x', ':', '|', '\u0000', '\u00ff')
                        .map(
                            with -> RESPONSE.substring(0, at) + with + RESPONSE.substring(at + 1)));
    Arbitrary<String> shortened =
        Arbitraries.integers()
            .between(1, RESPONSE.length() - 1)
            .map(at -> RESPONSE.substring(0, at - 1) + RESPONSE.substring(at));
    return Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.of(RESPONSE, OTHER)),
            Tuple.of(4, damaged),
            Tuple.of(1, shortened))
        .list()
        .ofMaxSize(10);
  }

  private static String numbered(List<String> lines) {
    return LongStream.range(0, lines.size())
        .mapToObj(i -> (i + 1) + lines.get((int) i) + "\n")
        .collect(Collectors.joining());
  }

  @Property
  void everyLineIsOneRecordOrMoreUpToTheFirstThatIsNotOne(@ForAll("lines") List<String> lines)
      throws IOException {
    RecordingSink sink = read(numbered(lines));
    long records = records(sink);
    long whole = lines.stream().takeWhile(line -> tabs(line) == TsharkField.COUNT - 1).count();
    assertThat(records).isGreaterThanOrEqualTo(whole);
    LongStream.range(0, records)
        .forEach(
            record -> {
              int times =
                  (sink.rows.containsKey(record) ? 1 : 0)
                      + (sink.passedOver.contains(record) ? 1 : 0)
                      + (int) sink.rejects.stream().filter(r -> r.record() == record).count();
              assertThat(times).isEqualTo(1);
            });
  }

  private static long tabs(String line) {
    return line.chars().filter(c -> c == '\t').count();
  }

  @Property
  void noOutputThrowsAnythingElse(@ForAll byte[] noise) throws IOException {
    read(new ByteArrayInputStream(noise));
  }

  @Property
  void howTheOutputIsCutIntoReadsDoesNotMatter(
      @ForAll("lines") List<String> lines, @ForAll @IntRange(min = 1, max = 50) int size)
      throws IOException {
    String text = numbered(lines);
    RecordingSink whole = read(text);
    RecordingSink pieces =
        read(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)) {
              @Override
              public int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, size));
              }
            });
    assertThat(pieces.rows).isEqualTo(whole.rows);
    assertThat(pieces.rejects).isEqualTo(whole.rejects);
    assertThat(pieces.passedOver).isEqualTo(whole.passedOver);
  }

  @Property(tries = 200)
  void timesAreShownAsTsharkDoesWithoutTheComma(
      @ForAll @LongRange(min = 0, max = DnsTime.LAST_SECOND) long second,
      @ForAll @IntRange(min = 0, max = 999_999_999) int nanos) {
    DnsTime time = new DnsTime();
    time.show(second, nanos);
    assertThat(new String(time.text(), StandardCharsets.US_ASCII))
        .isEqualTo(
            LocalDateTime.ofEpochSecond(second, nanos, ZoneOffset.UTC)
                .format(
                    DateTimeFormatter.ofPattern(
                        "MMM ppd uuuu HH:mm:ss.nnnnnnnnn 'UTC'", Locale.ENGLISH)));
  }

  @Example
  void aLongLineTakesNoMoreThanLinearTime() throws IOException {
    String answers = "\b1.2.3.4".repeat(500_000);
    String line = "1" + RESPONSE.replace("\t1.2.3.4\t", "\t1.2.3.4" + answers + "\t") + "\n";
    RecordingSink sink = read(line);
    assertThat(sink.rejects).hasSize(1);
    assertThat(sink.rejects.get(0).reason()).isEqualTo("not what its counts say");
  }

  @Example
  void manyMessagesInALineTakeNoMoreThanLinearTime() throws IOException {
    int messages = 60_000;
    String query =
        "1\t1467961125.765735000\t120\teth:ethertype:ip:tcp:dns\t10.0.0.53\t10.0.1.7\t\t\t\t"
            + many("0x1", messages)
            + many("0", messages)
            + many("0", messages)
            + "\t"
            + many("0", messages)
            + many("0", messages)
            + many("0", messages)
            + "\t\t\t"
            + many("0", messages)
            + "\t".repeat(20)
            + "\n";
    RecordingSink sink = read(query);
    assertThat(records(sink)).isEqualTo(messages);
    assertThat(sink.passedOver).hasSize(messages);
  }

  private static String many(String value, int count) {
    return "\t" + (value + "\b").repeat(count - 1) + value;
  }

  @Example
  void aLineThatIsNotWholeIsNotARecord() throws IOException {
    RecordingSink sink = new RecordingSink(TABLE);
    TsharkReader reader = new TsharkReader(TABLE, sink, 5, Long.MAX_VALUE, "");
    String text = "1" + RESPONSE + "\n2" + RESPONSE;
    reader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    assertThat(sink.rows).containsOnlyKeys(5L);
    assertThat(sink.rows.get(5L)).containsEntry("dns_a", "e.net|1.2.3.4");
    assertThat(reader.isCut()).isTrue();
    assertThat(reader.packets()).isEqualTo(1);
    assertThat(reader.nextRecord()).isEqualTo(6);
  }
}
