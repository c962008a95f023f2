package org.openspot.schema.row;

import java.util.Optional;
import org.openspot.schema.TablePartition;
import org.openspot.schema.TableSpec;

/**
 * Rows of another table that follow from the rows of one as they pass, such as scores. They are
 * stored in the commit of the rows that they follow from, or not at all. Used by one thread.
 */
public interface DerivedRows {
  /** The table that they are of. */
  TableSpec table();

  /**
   * The row that follows from one.
   *
   * @param row the row that passes; not to be kept
   * @param partition its table partition
   * @return a row in a buffer of its own; empty if none follows
   */
  Optional<RowBuffer> of(RowBuffer row, TablePartition partition);
}
