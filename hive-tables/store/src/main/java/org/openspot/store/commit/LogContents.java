package org.openspot.store.commit;

import java.util.function.Consumer;
import org.openspot.core.error.FencedException;
import org.openspot.core.error.RetriableException;
import org.openspot.core.identity.FileId;
import org.openspot.core.identity.RecordRanges;

/**
 * Everything a commit log says at one moment, every stored range included, for somebody who does
 * not own it. Not thread-safe.
 */
public final class LogContents {
  private static final int ATTEMPTS = 5;

  private final LogState state;
  private final StoredRanges ranges;

  private LogContents(LogState state, StoredRanges ranges) {
    this.state = state;
    this.ranges = ranges;
  }

  /**
   * Reads a log as it is now.
   *
   * @throws RetriableException if its files change hands all the while
   * @throws org.openspot.core.error.CommitStateUnknownException if one is missing
   */
  public static LogContents of(CommitLog log) {
    RetriableException moving = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      LogState state = log.load();
      try {
        return new LogContents(state, log.storedRanges(state));
      } catch (FencedException e) {
        moving = new RetriableException(log.path() + " changes hands: " + e.getMessage(), e);
      }
    }
    log.requireSortedFiles();
    throw moving;
  }

  /** The log without the ranges that are summed up in files. */
  public LogState state() {
    return state;
  }

  /** The stored ranges of one original. */
  public RecordRanges stored(FileId file) {
    return ranges.of(file);
  }

  /** Gives every stored range, those of an original not necessarily together. */
  public void forEach(Consumer<RunEntry> consumer) {
    ranges.forEach(consumer);
  }
}
