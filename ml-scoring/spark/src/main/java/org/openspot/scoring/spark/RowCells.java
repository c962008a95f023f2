package org.openspot.scoring.spark;

import org.apache.spark.sql.Row;
import org.openspot.scoring.model.record.Cells;

/** The columns of one of Spark's rows, by their names. */
record RowCells(Row row) implements Cells {
  @Override
  public String text(String column) {
    Object value = row.get(row.fieldIndex(column));
    return value == null ? null : value.toString();
  }

  @Override
  public long number(String column, long none) {
    return row.get(row.fieldIndex(column)) instanceof Number number ? number.longValue() : none;
  }
}
