package org.openspot.store.replay;

import org.openspot.core.error.DataException;
import org.openspot.schema.TablePartition;
import org.openspot.schema.row.RowSink;
import org.openspot.store.lineage.Origin;

/** Originals that can be dissected again. */
public interface ReplaySource {
  /**
   * An original in the archive.
   *
   * @param captured the hour of its capture, to which its rejects belong
   */
  record Candidate(Origin origin, TablePartition captured) {}

  /**
   * Dissects an original with today's dissector.
   *
   * @throws DataException if it cannot be dissected to its end
   */
  void dissect(Candidate original, RowSink sink);

  /** Told after each original, for somebody who waits. */
  void dissected(Candidate original);
}
