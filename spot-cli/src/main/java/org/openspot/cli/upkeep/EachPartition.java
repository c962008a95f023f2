package org.openspot.cli.upkeep;

import java.io.PrintWriter;
import org.openspot.core.error.DataException;
import org.openspot.core.error.SpotException;
import org.openspot.store.commit.CommittedFileMissingException;
import org.openspot.store.commit.PartitionRef;

/**
 * Upkeep of one table partition after the other: one that holds what cannot be read is named, and
 * the others go on. Not thread-safe.
 */
public final class EachPartition {
  private final PrintWriter err;
  private boolean failed;

  /**
   * @param err told of each that is left as it is
   */
  public EachPartition(PrintWriter err) {
    this.err = err;
  }

  /**
   * Does something to a table partition.
   *
   * @param work whatever is away outside, it throws: that concerns every table partition
   */
  public void attempt(PartitionRef partition, Runnable work) {
    try {
      work.run();
    } catch (DataException | CommittedFileMissingException e) {
      failed(partition, e);
    }
  }

  private void failed(PartitionRef partition, SpotException e) {
    failed = true;
    err.println(
        partition.table()
            + " "
            + partition.partition().start()
            + " is left as it is: "
            + e.getMessage()
            + " (docs/operations.md, Upkeep, says what to do)");
    err.flush();
  }

  /** True if none had to be left as it was. */
  public boolean allWell() {
    return !failed;
  }
}
