package org.openspot.store.commit;

import java.time.Instant;
import java.util.Optional;
import org.openspot.core.error.CommitStateUnknownException;
import org.openspot.core.error.FencedException;
import org.openspot.core.error.RetriableException;
import org.openspot.core.identity.FileId;
import org.openspot.core.identity.RecordRanges;

/**
 * Commits the work on one topic partition to a table, each record once. Used by one thread.
 *
 * <p>Life cycle: {@link #claim}, then any number of {@link #commit}s. After {@link
 * RetriableException} from a commit, drop what was staged, call {@link #resume} and go on from the
 * position it gives. After {@link CommitStateUnknownException} clean nothing and claim again, or
 * stop. After {@link FencedException} stop.
 */
public interface Committer extends AutoCloseable {
  /**
   * Takes over the topic partition from whoever worked on it before, and finishes what they left.
   *
   * @return where to go on; empty for a topic partition never worked on
   */
  Optional<LogPosition> claim();

  /**
   * Finishes what is committed but not published, after an error.
   *
   * @return where to go on
   */
  Optional<LogPosition> resume();

  /** A directory of this claim's own for files to be staged in. */
  String stagingDirectory();

  /** Which records of an original are committed. */
  RecordRanges stored(FileId file);

  /** Commits, and publishes what was committed. */
  void commit(Commit commit);

  /** True when everything committed is published and known to Hive. */
  boolean isSettled();

  /** Since when Hive has refused to register table partitions; from any thread. */
  Optional<Instant> blockedSince();

  @Override
  void close();
}
