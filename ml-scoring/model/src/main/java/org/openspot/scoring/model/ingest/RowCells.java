package org.openspot.scoring.model.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.openspot.schema.TableSpec;
import org.openspot.schema.row.RowBuffer;
import org.openspot.scoring.model.record.Cells;

/** The columns of a row in a buffer, by their names. */
record RowCells(TableSpec table, RowBuffer row) implements Cells {
  @Override
  public String text(String column) {
    Object value = value(column);
    return value == null ? null : value.toString();
  }

  @Override
  public long number(String column, long none) {
    return value(column) instanceof Number number ? number.longValue() : none;
  }

  /** The value, of the type that the column has; null for NULL. */
  Object value(String column) {
    int at = table.column(column);
    if (!row.isPresent(at)) {
      return null;
    }
    return switch (table.columns().get(at).type()) {
      case INT -> row.intValue(at);
      case LONG -> row.longValue(at);
      case FLOAT -> row.floatValue(at);
      case DOUBLE -> row.doubleValue(at);
      case STRING -> new String(row.array(), row.offset(at), row.length(at), UTF_8);
    };
  }
}
