package org.openspot.parsers.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.RecordingSink;

class FlowReaderPropertyTest {
  private static final TableSpec TABLE = new FlowSource().table();
  private static final String GOOD =
      "@,1674671760.039,1674671743.884,2023-01-25 18:35:33.254,     52.5.7.161,    2001:db8::1,"
          + "   443, 57358,6    ,...AP...,  0,   0,       9,     930,       0,       0,     9,"
          + "    10,     0,     0,   0,  I,        170.80.156.33,    1";

  private static RecordingSink read(InputStream in) throws IOException {
    RecordingSink sink = new RecordingSink(TABLE);
    new FlowReader(TABLE, sink, Long.MAX_VALUE, null).read(in);
    return sink;
  }

  private static RecordingSink read(String text) throws IOException {
    return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static long marked(String text) {
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    return Arrays.stream(whole.split("\n", -1))
        .filter(line -> line.startsWith("@,") && !isTunnel(line))
        .count();
  }

  private static boolean isTunnel(String line) {
    String[] fields = line.split(",", -1);
    return fields.length == 24 && fields[23].strip().matches("0{1,19}");
  }

  @Provide
  Arbitrary<String> output() {
    Arbitrary<String> noise =
        Arbitraries.strings().withChars("@,.:-0123456789 IEAPSx\n\u0000\u00ff").ofMaxLength(80);
    Arbitrary<String> damaged =
        Arbitraries.integers()
            .between(0, GOOD.length() - 1)
            .flatMap(
                at ->
                    Arbitraries.of('@', ',', ' ', '9', '-', 'x', '\n', '.')
                        .map(with -> GOOD.substring(0, at) + with + GOOD.substring(at + 1)));
    return Arbitraries.oneOf(
            noise,
            damaged.map(line -> line + "\n"),
            Arbitraries.of(GOOD + "\n", "No matching flows\n", "\n", "@\n", "@,\n"))
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  @Property
  void everyMarkedLineIsOneRowOrOneReject(@ForAll("output") String text) throws IOException {
    RecordingSink sink = read(text);
    long taken = marked(text);
    assertThat(sink.rows.size() + sink.rejects.size()).isEqualTo(taken);
    assertThat(sink.rows.keySet()).allMatch(record -> record < taken);
    assertThat(sink.rejects).allMatch(reject -> !sink.rows.containsKey(reject.record()));
  }

  @Property
  void howTheOutputIsCutIntoReadsDoesNotMatter(
      @ForAll("output") String text, @ForAll @IntRange(min = 1, max = 50) int size)
      throws IOException {
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
  }

  @Property(tries = 200)
  void timesAreReadAndShownAsJavaDoes(
      @ForAll @LongRange(min = 0, max = FlowTime.LAST_SECOND) long second) {
    FlowTime time = new FlowTime();
    time.show(second);
    String text = new String(time.text(), StandardCharsets.US_ASCII);
    LocalDateTime expected = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    assertThat(text).isEqualTo(expected.format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")));
    assertThat(List.of(time.year(), time.month(), time.dayOfMonth(), time.hour(), time.minute()))
        .containsExactly(
            expected.getYear(),
            expected.getMonthValue(),
            expected.getDayOfMonth(),
            expected.getHour(),
            expected.getMinute());
    assertThat(new FlowTime().parse(text.getBytes(StandardCharsets.US_ASCII), 0)).isEqualTo(second);
  }

  @Example
  void noticesAreNotRows() throws IOException {
    RecordingSink sink = new RecordingSink(TABLE);
    FlowReader reader = new FlowReader(TABLE, sink, Long.MAX_VALUE, null);
    String text = "Skip something\n\n" + GOOD + "\nNo matching flows\n" + GOOD + "\n@ home\n";
    reader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    assertThat(sink.rows).containsOnlyKeys(0L, 1L);
    assertThat(sink.rejects).isEmpty();
    assertThat(reader.notices()).isEqualTo(3);
    assertThat(reader.firstNotice()).isEqualTo("Skip something");
    assertThat(reader.isCut()).isFalse();
  }

  @Example
  void theLineOfATunnelIsNotARow() throws IOException {
    String tunnel = GOOD.substring(0, GOOD.length() - 1) + "0";
    RecordingSink sink = read(tunnel + "\n" + GOOD + "\n" + tunnel + "\n" + GOOD + "\n");
    assertThat(sink.rows).containsOnlyKeys(0L, 1L);
    assertThat(sink.rejects).isEmpty();
  }

  @Example
  void aLineThatIsNotWholeIsNotARow() throws IOException {
    RecordingSink sink = new RecordingSink(TABLE);
    FlowReader reader = new FlowReader(TABLE, sink, Long.MAX_VALUE, null);
    reader.read(new ByteArrayInputStream((GOOD + "\n" + GOOD).getBytes(StandardCharsets.US_ASCII)));
    assertThat(sink.rows).containsOnlyKeys(0L);
    assertThat(reader.isCut()).isTrue();
  }

  @Example
  void impossibleDatesAreRejects() throws IOException {
    for (String date :
        List.of("2023-02-29", "2023-00-10", "2023-13-01", "1969-12-31", "2023-01-00")) {
      assertThat(read(GOOD.replace("2023-01-25", date) + "\n").rejects).as(date).hasSize(1);
    }
    Map<Long, Map<String, Object>> rows =
        read(GOOD.replace("2023-01-25", "2024-02-29") + "\n").rows;
    assertThat(rows).hasSize(1);
  }
}
