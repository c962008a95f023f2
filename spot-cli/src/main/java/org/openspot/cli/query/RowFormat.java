package org.openspot.cli.query;

import java.util.List;

/** Writes rows in one of the formats, as they come. Not thread-safe. */
public interface RowFormat {
  /** Begins the rows of these columns. */
  void begin(List<ResultColumn> columns);

  /** Writes one row, a value for each column, null for NULL. */
  void row(List<Object> values);

  /** Writes what was held back. */
  void end();
}
