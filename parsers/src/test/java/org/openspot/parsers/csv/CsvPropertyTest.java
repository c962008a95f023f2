package org.openspot.parsers.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.openspot.schema.Column;
import org.openspot.schema.ColumnType;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.RecordingSink;

class CsvPropertyTest {
  private static Arbitrary<?> value(Column column) {
    return switch (column.type()) {
      case INT -> Arbitraries.integers();
      case LONG -> Arbitraries.longs();
      case FLOAT -> Arbitraries.floats();
      case DOUBLE -> throw ColumnType.noneInOriginals();
      case STRING ->
          Arbitraries.strings()
              .withChars(",\" \tab'\u00fc\u20ac\u0000\u001b")
              .ofMinLength(1)
              .ofMaxLength(12);
    };
  }

  /** Rows of any values, and nulls; with times that can be. */
  private static Arbitrary<Map<String, Object>> rows(
      TableSpec table, Arbitrary<Map<String, Object>> time) {
    List<Arbitrary<Object>> values =
        table.columns().stream()
            .map(column -> value(column).map(value -> (Object) value).injectNull(0.3))
            .toList();
    return Combinators.combine(
            Combinators.combine(values)
                .as(
                    all -> {
                      Map<String, Object> row = new HashMap<>();
                      for (int column = 0; column < all.size(); column++) {
                        if (all.get(column) != null) {
                          row.put(table.columns().get(column).name(), all.get(column));
                        }
                      }
                      return row;
                    }),
            time)
        .as(
            (row, at) -> {
              row.putAll(at);
              return row;
            });
  }

  @Provide
  Arbitrary<List<Map<String, Object>>> flows() {
    Arbitrary<Map<String, Object>> time =
        Arbitraries.longs().between(0, 253_402_300_799L).map(at -> Map.of("unix_tstamp", at));
    return rows(CsvFiles.FLOW, time).list().ofMaxSize(5);
  }

  @Provide
  Arbitrary<List<Map<String, Object>>> requests() {
    Arbitrary<Map<String, Object>> time =
        Arbitraries.of("00:00:00", "23:59:59", "12:34:56.789")
            .map(at -> Map.of("p_date", "2016-02-29", "p_time", at));
    return rows(CsvFiles.PROXY, time).list().ofMaxSize(5);
  }

  @Property(tries = 300)
  void flowsAreReadAsTheyWereWritten(
      @ForAll("flows") List<Map<String, Object>> rows, @ForAll boolean quoteAll) {
    assertRoundTrip(CsvFiles.FLOW, rows, quoteAll);
  }

  @Property(tries = 300)
  void requestsAreReadAsTheyWereWritten(
      @ForAll("requests") List<Map<String, Object>> rows, @ForAll boolean quoteAll) {
    assertRoundTrip(CsvFiles.PROXY, rows, quoteAll);
  }

  private static void assertRoundTrip(
      TableSpec table, List<Map<String, Object>> rows, boolean quoteAll) {
    StringBuilder csv = new StringBuilder();
    rows.forEach(row -> csv.append(CsvFiles.line(table, row, quoteAll)).append("\r\n"));
    RecordingSink sink = CsvFiles.read(table, csv.toString());
    assertThat(sink.rejects).isEmpty();
    assertThat(sink.rows.values()).containsExactlyElementsOf(rows);
  }

  @Provide
  Arbitrary<byte[]> noise() {
    Arbitrary<Byte> any = Arbitraries.bytes();
    Arbitrary<Byte> telling =
        Arbitraries.of(
            (byte) '\n', (byte) '\r', (byte) ',', (byte) '"', (byte) '1', (byte) '-', (byte) 0xc3);
    return Arbitraries.oneOf(any, telling).array(byte[].class).ofMaxSize(300);
  }

  /** Lines of rows in which one byte is another. */
  @Provide
  Arbitrary<byte[]> damaged() {
    String row = CsvFiles.line(CsvFiles.FLOW, Map.of("unix_tstamp", 1L, "sip", "a,\"\u00fc"));
    byte[] csv = (row + "\n").repeat(3).getBytes(StandardCharsets.UTF_8);
    return Combinators.combine(
            Arbitraries.integers().between(0, csv.length - 1), Arbitraries.bytes())
        .as(
            (at, with) -> {
              byte[] changed = csv.clone();
              changed[at] = with;
              return changed;
            });
  }

  @Property
  void noiseNeverThrowsAndEachLineCountsOnce(@ForAll("noise") byte[] csv) {
    assertEachLineCounts(csv, CsvFiles.read(CsvFiles.FLOW, csv));
    assertEachLineCounts(csv, CsvFiles.read(CsvFiles.PROXY, csv));
  }

  @Property
  void eachLineOfADamagedFileCountsOnce(@ForAll("damaged") byte[] csv) {
    assertEachLineCounts(csv, CsvFiles.read(CsvFiles.FLOW, csv));
  }

  private static void assertEachLineCounts(byte[] csv, RecordingSink sink) {
    long lines = csv.length > 0 && csv[csv.length - 1] != '\n' ? 1 : 0;
    for (byte b : csv) {
      lines += b == '\n' ? 1 : 0;
    }
    long all = lines;
    Set<Long> records = new HashSet<>(sink.rows.keySet());
    sink.rejects.forEach(reject -> assertThat(records.add(reject.record())).isTrue());
    sink.passedOver.forEach(record -> assertThat(records.add(record)).isTrue());
    assertThat(records).hasSize((int) all).allMatch(record -> record >= 0 && record < all);
  }

  /** Each of them makes a reader that looks ahead too often take minutes. */
  @Example
  void costlyLinesTakeLinearTime() {
    int size = 1_000_000;
    for (String unit : List.of("\"", "\"\"", "\",", ",", "\"\",", "1", ",\"\"\"\"")) {
      long begun = System.nanoTime();
      CsvFiles.read(CsvFiles.FLOW, unit.repeat(size / unit.length()));
      CsvFiles.read(CsvFiles.FLOW, ",1" + ",".repeat(6) + ",1" + unit.repeat(size / unit.length()));
      assertThat((System.nanoTime() - begun) / 1_000_000).isLessThan(5000);
    }
  }
}
