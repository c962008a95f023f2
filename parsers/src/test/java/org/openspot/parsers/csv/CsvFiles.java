package org.openspot.parsers.csv;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openspot.schema.Column;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.RecordingSink;

/** CSV to read in tests, its writing and its reading. */
final class CsvFiles {
  static final TableSpec FLOW = TableSpec.load("flow");
  static final TableSpec PROXY = TableSpec.load("proxy");

  private CsvFiles() {}

  static RecordingSink read(TableSpec table, byte[] csv) {
    RecordingSink sink = new RecordingSink(table);
    try {
      new CsvDissector(table).dissect(new ByteArrayInputStream(csv), sink);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sink;
  }

  static RecordingSink read(TableSpec table, String csv) {
    return read(table, csv.getBytes(StandardCharsets.UTF_8));
  }

  static String header(TableSpec table) {
    return table.columns().stream().map(Column::name).collect(Collectors.joining(","));
  }

  /** A line with values for some columns, in quotes where needed or wanted. */
  static String line(TableSpec table, Map<String, ?> row, boolean quoteAll) {
    return table.columns().stream()
        .map(column -> field(row.get(column.name()), quoteAll))
        .collect(Collectors.joining(","));
  }

  static String line(TableSpec table, Map<String, ?> row) {
    return line(table, row, false);
  }

  private static String field(Object value, boolean quoteAll) {
    if (value == null) {
      return quoteAll ? "\"\"" : "";
    }
    String text = value.toString();
    boolean needed = text.contains(",") || text.contains("\"");
    return needed || quoteAll ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  static List<String> reasons(RecordingSink sink) {
    return sink.rejects.stream().map(reject -> reject.record() + " " + reject.reason()).toList();
  }
}
