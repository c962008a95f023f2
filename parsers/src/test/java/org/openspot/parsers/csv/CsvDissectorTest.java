package org.openspot.parsers.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.core.error.DataException;
import org.openspot.schema.row.RecordingSink;

class CsvDissectorTest {
  private static final Map<String, Object> FLOW =
      Map.of("unix_tstamp", 1479000000L, "sip", "10.0.0.1", "sport", 80, "tdur", 0.5f);
  private static final Map<String, Object> REQUEST =
      Map.of("p_date", "2016-11-08", "p_time", "09:03:04", "host", "www.example.org");

  @TempDir private Path directory;

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("rows.csv"), text, StandardCharsets.UTF_8);
  }

  private static String flow(String column, Object value) {
    Map<String, Object> row = new HashMap<>(FLOW);
    row.put(column, value);
    return CsvFiles.line(CsvFiles.FLOW, row) + "\n";
  }

  @Test
  void valuesAreOfTheirColumnsTypeAndNothingIsNull() {
    RecordingSink sink = CsvFiles.read(CsvFiles.FLOW, CsvFiles.line(CsvFiles.FLOW, FLOW));
    assertThat(sink.rows.get(0L)).isEqualTo(FLOW);
    assertThat(sink.times).containsEntry(0L, 1479000000L);
  }

  @Test
  void theTimeOfARequestIsItsDateAndTime() {
    RecordingSink sink = CsvFiles.read(CsvFiles.PROXY, CsvFiles.line(CsvFiles.PROXY, REQUEST));
    assertThat(sink.rows.get(0L)).isEqualTo(REQUEST);
    assertThat(sink.times)
        .containsEntry(0L, Instant.parse("2016-11-08T09:03:04Z").getEpochSecond());
  }

  @Test
  void aHeaderIsPassedOverWhereItIsTheFirstLineAndNowhereElse() {
    String header = CsvFiles.header(CsvFiles.FLOW);
    String row = CsvFiles.line(CsvFiles.FLOW, FLOW);
    RecordingSink sink =
        CsvFiles.read(CsvFiles.FLOW, "\ufeff" + header + "\r\n\r\n" + row + "\n \t\n" + header);
    assertThat(sink.passedOver).containsExactly(0L, 1L, 3L);
    assertThat(sink.rows).containsOnlyKeys(2L);
    assertThat(CsvFiles.reasons(sink)).containsExactly("4 no time, or not a time");
    String quoted = '"' + header.replace(",", "\",\"") + '"';
    assertThat(CsvFiles.read(CsvFiles.FLOW, quoted).passedOver).containsExactly(0L);
    assertThat(CsvFiles.read(CsvFiles.FLOW, header + "2").rejects).hasSize(1);
  }

  @Test
  void whatDoesNotFitIsARejectWithItsReason() {
    String csv =
        flow("sport", "80.0")
            + flow("sport", "2147483648")
            + flow("sport", "-2147483648")
            + flow("ibyt", "9223372036854775808")
            + flow("ibyt", "-9223372036854775808")
            + flow("ibyt", "-")
            + flow("tdur", "NaN")
            + flow("tdur", "1e39")
            + flow("tdur", "-1.5E-3")
            + flow("tdur", "0x1p3")
            + flow("unix_tstamp", "253402300800")
            + flow("unix_tstamp", "-1")
            + flow("unix_tstamp", "")
            + "a,b\n"
            + ",".repeat(100)
            + "\n\"a\n"
            + "\"a\"b,c\n";
    RecordingSink sink = CsvFiles.read(CsvFiles.FLOW, csv);
    assertThat(CsvFiles.reasons(sink))
        .containsExactly(
            "0 sport is not of type INT",
            "1 sport is not of type INT",
            "3 ibyt is not of type BIGINT",
            "5 ibyt is not of type BIGINT",
            "6 tdur is not of type FLOAT",
            "7 tdur is not of type FLOAT",
            "9 tdur is not of type FLOAT",
            "10 no time, or not a time",
            "11 no time, or not a time",
            "12 no time, or not a time",
            "13 not the 28 columns of flow",
            "14 not the 28 columns of flow",
            "15 quoted value without an end",
            "16 quoted value that goes on behind its end");
    assertThat(sink.rows).containsOnlyKeys(2L, 4L, 8L);
    assertThat(sink.rows.get(8L)).containsEntry("tdur", -0.0015f);
  }

  @Test
  void impossibleTimesOfRequestsAreRejects() {
    for (String[] time :
        new String[][] {
          {"2016-02-30", "09:03:04"},
          {"2016-11-08", "24:00:00"},
          {"", "09:03:04"},
          {"2016-11-08", ""}
        }) {
      String csv = CsvFiles.line(CsvFiles.PROXY, Map.of("p_date", time[0], "p_time", time[1]));
      assertThat(CsvFiles.reasons(CsvFiles.read(CsvFiles.PROXY, csv)))
          .containsExactly("0 no time, or not a time");
    }
  }

  @Test
  void whatIsNotUtf8IsARejectAndCostsNoOtherLine() {
    byte[] csv = (flow("sip", "\u00ff") + flow("sip", "x")).getBytes(StandardCharsets.ISO_8859_1);
    RecordingSink sink = CsvFiles.read(CsvFiles.FLOW, csv);
    assertThat(CsvFiles.reasons(sink)).containsExactly("0 not UTF-8");
    assertThat(sink.rows).containsOnlyKeys(1L);
  }

  @Test
  void aQuoteWithinAValueWithoutQuotesIsPartOfIt() {
    String csv = flow("sip", "@").replace("@", "a\"b\"");
    assertThat(CsvFiles.read(CsvFiles.FLOW, csv).rows.get(0L)).containsEntry("sip", "a\"b\"");
  }

  @Test
  void aLineThatIsTooLongIsARejectThatIsNotHeld() {
    String csv = flow("sip", "x".repeat(1 << 21)) + flow("sip", "y");
    RecordingSink sink = CsvFiles.read(CsvFiles.FLOW, csv);
    assertThat(CsvFiles.reasons(sink)).containsExactly("0 line of more than 1 MiB");
    assertThat(sink.rows).containsOnlyKeys(1L);
  }

  @Test
  void aFileWasCapturedWhenItsFirstRowWas() throws IOException {
    CsvDissector dissector = new CsvDissector(CsvFiles.FLOW);
    String header = CsvFiles.header(CsvFiles.FLOW) + "\n";
    assertThat(dissector.inspect("x", file(header + "nonsense\n" + flow("sip", "a"))))
        .isEqualTo(Instant.ofEpochSecond(1479000000L));
    assertThat(dissector.inspect("nfcapd.201611080900", file(header))).isEqualTo(Instant.EPOCH);
    assertThat(dissector.inspect("x", file("\n".repeat(1 << 16) + flow("sip", "a"))))
        .isEqualTo(Instant.EPOCH);
  }

  @Test
  void whatIsNoTextIsRefused() throws IOException {
    CsvDissector dissector = new CsvDissector(CsvFiles.FLOW);
    Path empty = file("");
    assertThatThrownBy(() -> dissector.inspect("x", empty))
        .isInstanceOf(DataException.class)
        .hasMessage("empty file");
    Path binary = file("a\0b");
    assertThatThrownBy(() -> dissector.inspect("x", binary))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("zero bytes");
  }
}
