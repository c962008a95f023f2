package org.openspot.store.commit;

import org.openspot.core.error.FencedException;
import org.openspot.core.error.RetriableException;
import org.openspot.core.identity.FileId;
import org.openspot.core.identity.RecordRanges;

/**
 * What a commit log says is stored, read by somebody who does not own it: a Spark task on behalf of
 * its driver. As of the moment it was loaded. Not thread-safe.
 */
public final class StoredRecords {
  private static final int ATTEMPTS = 5;

  private final StoredRanges ranges;

  private StoredRecords(StoredRanges ranges) {
    this.ranges = ranges;
  }

  /**
   * Reads a log as it is now.
   *
   * @throws RetriableException if its files change hands all the while
   */
  public static StoredRecords load(CommitLog log) {
    RetriableException moving = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return new StoredRecords(log.storedRanges());
      } catch (FencedException e) {
        moving = new RetriableException(log.path() + " changes hands: " + e.getMessage(), e);
      }
    }
    throw moving;
  }

  /** The stored ranges of one original. */
  public RecordRanges of(FileId file) {
    return ranges.of(file);
  }
}
