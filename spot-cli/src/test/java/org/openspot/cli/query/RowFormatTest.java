package org.openspot.cli.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowFormatTest {
  private static final List<ResultColumn> COLUMNS =
      List.of(new ResultColumn("sip", false), new ResultColumn("bytes", true));

  private static String written(OutputFormat format, List<ResultColumn> columns, Object[]... rows) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    RowFormat rowFormat = format.on(out);
    rowFormat.begin(columns);
    for (Object[] row : rows) {
      rowFormat.row(Arrays.asList(row));
    }
    rowFormat.end();
    out.flush();
    return text.toString();
  }

  private static Object[] row(Object... values) {
    return values;
  }

  @Test
  void aTableAlignsItsColumnsAndSpellsOutControlCharacters() {
    assertThat(
            written(
                OutputFormat.TABLE,
                COLUMNS,
                row("10.0.0.1", 7L),
                row("a\u001b[2Jb\n\u202e", 123456L),
                row(null, null)))
        .isEqualTo(
            """
            sip                     |  bytes
            ------------------------+-------
            10.0.0.1                |      7
            a\\u001b[2Jb\\u000a\\u202e | 123456
            NULL                    |   NULL
            """);
  }

  @Test
  void aTableWithoutRowsHasItsHead() {
    assertThat(written(OutputFormat.TABLE, COLUMNS)).isEqualTo("sip | bytes\n----+------\n");
  }

  @Test
  void aTableGoesOnAfterItsFirstPage() {
    Object[][] rows = new Object[2500][];
    Arrays.setAll(rows, i -> row("x".repeat(1 + i / 1200), (long) i));
    List<String> lines = written(OutputFormat.TABLE, COLUMNS, rows).lines().toList();
    assertThat(lines).hasSize(2502);
    assertThat(lines.get(2)).isEqualTo("x   |     0");
    assertThat(lines.get(2501)).isEqualTo("xxx |  2499");
  }

  @Test
  void csvQuotesWhatNeedsItAndTellsNullFromEmpty() {
    assertThat(
            written(
                OutputFormat.CSV,
                COLUMNS,
                row("a,b", 1),
                row("say \"x\"\n", null),
                row("", new BigDecimal("1E+3"))))
        .isEqualTo("sip,bytes\r\n\"a,b\",1\r\n\"say \"\"x\"\"\n\",\r\n\"\",1000\r\n");
  }

  @Test
  void jsonHasNumbersAsNumbersAndNullAsNull() {
    List<ResultColumn> columns =
        List.of(
            new ResultColumn("a", false),
            new ResultColumn("b", true),
            new ResultColumn("c", true),
            new ResultColumn("d", true),
            new ResultColumn("e", false));
    assertThat(
            written(
                OutputFormat.JSON,
                columns,
                row("x\"\n\u001b", Long.MAX_VALUE, 0.1f, new BigDecimal("1.50"), true),
                row(null, (byte) -1, Double.NaN, null, Timestamp.valueOf("2024-01-02 03:04:05"))))
        .isEqualTo(
            """
            {"a":"x\\"\\n\\u001B","b":9223372036854775807,"c":0.1,"d":1.50,"e":true}
            {"a":null,"b":-1,"c":"NaN","d":null,"e":"2024-01-02 03:04:05.0"}
            """);
  }
}
