package org.openspot.parsers.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.openspot.parsers.DissectorOptions.LogFormat;
import org.openspot.parsers.text.LogTime;
import org.openspot.schema.row.RecordingSink;
import org.openspot.schema.row.Reject;

class ProxyLogPropertyTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static long lines(byte[] log) {
    long count = 0;
    for (byte b : log) {
      count += b == '\n' ? 1 : 0;
    }
    return log.length > 0 && log[log.length - 1] != '\n' ? count + 1 : count;
  }

  private static void assertEachLineCounts(byte[] log, RecordingSink sink) {
    Set<Long> records = new HashSet<>(sink.rows.keySet());
    sink.rejects.forEach(reject -> assertThat(records.add(reject.record())).isTrue());
    sink.passedOver.forEach(record -> assertThat(records.add(record)).isTrue());
    long lines = lines(log);
    assertThat(records).hasSize((int) lines).allMatch(record -> record >= 0 && record < lines);
  }

  @Provide
  Arbitrary<LogFormat> format() {
    return Arbitraries.of(LogFormat.values());
  }

  @Provide
  Arbitrary<byte[]> noise() {
    Arbitrary<Byte> any = Arbitraries.bytes();
    Arbitrary<Byte> telling =
        Arbitraries.of(
            (byte) '\n',
            (byte) '\r',
            (byte) ' ',
            (byte) '\t',
            (byte) '"',
            (byte) '\\',
            (byte) '#',
            (byte) '-',
            (byte) '[',
            (byte) ']',
            (byte) '/',
            (byte) ':',
            (byte) '1');
    return Arbitraries.oneOf(any, telling).array(byte[].class).ofMaxSize(300);
  }

  /** Lines as they are in logs, with one character of each changed. */
  @Provide
  Arbitrary<String> linesOnly() {
    Arbitrary<String> line =
        Arbitraries.of(ProxyLogs.LINE_27, ProxyLogs.LINE_26, ProxyLogs.SQUID_LINE);
    Arbitrary<String> changed =
        line.flatMap(
            text ->
                Arbitraries.integers()
                    .between(1, text.length() - 1)
                    .flatMap(
                        at ->
                            Arbitraries.of(' ', '"', '\\', '-', '9', '\u00ff', '[', '\t', '\u0000')
                                .map(c -> text.substring(0, at) + c + text.substring(at + 1))));
    return Arbitraries.oneOf(changed, line, Arbitraries.of("", " ", "# remark", "\"", "- - -"))
        .flatMap(text -> Arbitraries.of("\n", "\r\n").map(end -> text + end))
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> logs() {
    Arbitrary<String> directives =
        Arbitraries.of(
            "#Fields: " + Layout.BLUECOAT_26 + "\n",
            "#Fields: " + Layout.BLUECOAT_27 + "\n",
            "#Fields:\n",
            "#Fields: gmttime localtime cs-uri x-timestamp\n",
            "#Fields: time cs-uri-stem cs-bytes\n",
            "#Date: 2016-01-01 10:00:00\n",
            "#Date: x\n",
            "[08/11/2016:23:02:03 GMT] [x y] tcp://:@/?. 7\n",
            "1:2 :// 8\n01:02:03 a://b:c@d:/e?f 8\n");
    return Arbitraries.oneOf(directives, linesOnly())
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @Property
  void noiseNeverThrowsAndEachLineCountsOnce(
      @ForAll("noise") byte[] log, @ForAll("format") LogFormat format) {
    assertEachLineCounts(log, ProxyLogs.read(format, log));
  }

  @Property
  void eachLineOfADamagedLogCountsOnce(
      @ForAll("logs") String log, @ForAll("format") LogFormat format) {
    assertEachLineCounts(bytes(log), ProxyLogs.read(format, bytes(log)));
  }

  @Property
  void howTheLogIsCutIntoReadsDoesNotMatter(
      @ForAll("logs") String log,
      @ForAll("format") LogFormat format,
      @ForAll @IntRange(min = 1, max = 50) int size)
      throws IOException {
    RecordingSink whole = ProxyLogs.read(format, bytes(log));
    RecordingSink pieces = new RecordingSink(ProxyLogs.TABLE);
    ProxyLogs.dissector(format)
        .dissect(
            new ByteArrayInputStream(bytes(log)) {
              @Override
              public int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, size));
              }
            },
            pieces);
    assertThat(pieces.rows).isEqualTo(whole.rows);
    assertThat(pieces.rejects).isEqualTo(whole.rejects);
    assertThat(pieces.passedOver).isEqualTo(whole.passedOver);
  }

  @Property
  void aLogIsWhatItsPartsAre(
      @ForAll("linesOnly") String first,
      @ForAll("linesOnly") String second,
      @ForAll("format") LogFormat format) {
    RecordingSink whole = ProxyLogs.read(format, bytes(first + second));
    RecordingSink one = ProxyLogs.read(format, bytes(first));
    RecordingSink two = ProxyLogs.read(format, bytes(second));
    List<Map<String, Object>> rows = new ArrayList<>(one.rows.values());
    rows.addAll(two.rows.values());
    assertThat(whole.rows.values()).containsExactlyElementsOf(rows);
    List<Reject> rejects = new ArrayList<>(one.rejects);
    for (Reject reject : two.rejects) {
      rejects.add(
          new Reject(
              reject.record() + lines(bytes(first)),
              reject.reason(),
              reject.raw(),
              reject.rawLength(),
              reject.rawSha256()));
    }
    assertThat(whole.rejects).isEqualTo(rejects);
  }

  @Property
  void valuesInQuotesAreReadAsTheyWereWritten(
      @ForAll("values") String agent, @ForAll("values") String referer) {
    RecordingSink sink =
        ProxyLogs.readFields(
            "cs(Referer) date time cs(User-Agent)",
            quoted(referer) + " 2016-11-08 01:02:03\t" + quoted(agent));
    assertThat(sink.rows.get(1L))
        .containsEntry("useragent", agent)
        .containsEntry("referer", referer);
  }

  private static String quoted(String value) {
    return '"' + value.replace("\"", "\"\"") + '"';
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.strings()
        .withChars(" \t\"-#[]ab/\u00fc\u20ac")
        .ofMinLength(1)
        .ofMaxLength(20)
        .filter(value -> !value.equals("-"));
  }

  @Property
  void timesAreReadAndShownAsJavaDoes(@ForAll("seconds") long second) {
    LogTime time = new LogTime();
    time.show(second);
    byte[] date = time.date().clone();
    byte[] clock = time.time().clone();
    String expected = Instant.ofEpochSecond(second).toString().replace("T", " ").replace("Z", "");
    assertThat(
            new String(date, StandardCharsets.US_ASCII)
                + " "
                + new String(clock, StandardCharsets.US_ASCII))
        .isEqualTo(expected);
    assertThat(
            new LogTime().day(date, 0, date.length) * 86_400
                + LogTime.secondOfDay(clock, 0, clock.length))
        .isEqualTo(second);
  }

  @Provide
  Arbitrary<Long> seconds() {
    return Arbitraries.longs().between(0, LogTime.LAST_SECOND);
  }

  /** Each of them makes a reader that looks ahead too often take minutes. */
  @Example
  void costlyLinesTakeLinearTime() {
    int size = 1_000_000;
    for (String unit : List.of("[ ", "\" ", "\"\" ", "\\\" ", "@", "://", "a[\" ", "\"\\\"")) {
      String line = unit.repeat(size / unit.length()) + "\n";
      String fields = "#Fields: " + "gmttime ".repeat(100_000) + "\n";
      String uri = "#Fields: time cs-uri\n01:02:03 ";
      for (String before : List.of("", fields, uri)) {
        for (LogFormat format : List.of(LogFormat.W3C, LogFormat.SQUID)) {
          long begun = System.nanoTime();
          ProxyLogs.read(format, before + line);
          assertThat((System.nanoTime() - begun) / 1_000_000).isLessThan(5000);
        }
      }
    }
  }
}
