package org.openspot.cli.dissect;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import org.openspot.cli.query.Values;
import org.openspot.schema.Column;
import org.openspot.schema.ColumnType;
import org.openspot.schema.TablePartition;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.Reject;
import org.openspot.schema.row.RowBuffer;

/**
 * A block for each record, for people: its number and table partition, then a line for each column
 * that has a value, then the names of those that have none. Control characters are spelled out, and
 * of long values only the beginning is shown.
 */
final class RecordBlocks implements RecordFormat {
  /** Characters of a value that are shown. */
  private static final int SHOWN = 500;

  private static final String NULLS = "no value";
  private static final String RAW = "as read";

  private final TableSpec table;
  private final List<Column> columns;
  private final PrintWriter out;
  private final int width;

  RecordBlocks(TableSpec table, PrintWriter out) {
    this.table = table;
    this.columns = table.columns();
    this.out = out;
    int widest = Math.max(NULLS.length(), RAW.length());
    for (Column column : columns) {
      widest = Math.max(widest, column.name().length());
    }
    width = widest;
  }

  @Override
  public void row(long record, long epochSecond, RowBuffer values) {
    String directory = table.directory(TablePartition.of(epochSecond));
    out.println("record " + record + ": row of " + table.name() + ", " + directory);
    StringJoiner nulls = new StringJoiner(" ");
    for (int column = 0; column < columns.size(); column++) {
      String name = columns.get(column).name();
      if (values.isPresent(column)) {
        line(name, value(column, values));
      } else {
        nulls.add(name);
      }
    }
    if (nulls.length() > 0) {
      line(NULLS, nulls.toString());
    }
    out.println();
  }

  private String value(int column, RowBuffer values) {
    return switch (columns.get(column).type()) {
      case INT -> Integer.toString(values.intValue(column));
      case LONG -> Long.toString(values.longValue(column));
      case FLOAT -> Float.toString(values.floatValue(column));
      case DOUBLE -> throw ColumnType.noneInOriginals();
      case STRING -> shown(text(column, values), values.length(column));
    };
  }

  /** The text of a column that has one. */
  static String text(int column, RowBuffer values) {
    return new String(
        values.array(), values.offset(column), values.length(column), StandardCharsets.UTF_8);
  }

  @Override
  public void reject(Reject reject) {
    out.println("record " + reject.record() + ": REJECT, " + Values.harmless(reject.reason()));
    line(RAW, shown(new String(reject.raw(), StandardCharsets.UTF_8), reject.rawLength()));
    out.println();
  }

  /** A text without control characters, and no more of it than fits a screen. */
  private static String shown(String text, long bytes) {
    if (text.length() <= SHOWN) {
      return Values.harmless(text);
    }
    int end = Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
    return Values.harmless(text.substring(0, end)) + " ... (" + bytes + " bytes)";
  }

  private void line(String name, String value) {
    out.println("  " + name + " ".repeat(width - name.length()) + "  " + value);
  }
}
