package org.openspot.store.commit;

import java.time.Instant;
import java.util.Optional;
import org.openspot.core.error.CommitStateUnknownException;
import org.openspot.core.error.FencedException;
import org.openspot.core.error.RetriableException;

/**
 * Commits the work on one topic partition to a table, each record once. Used by one thread.
 *
 * <p>Life cycle: {@link #claim}, then any number of {@link #commit}s. After {@link
 * RetriableException} from a commit, drop what was staged, call {@link #resume} and go on from the
 * position it gives. After {@link CommitStateUnknownException} clean nothing and claim again, or
 * stop. After {@link FencedException} stop.
 */
public interface Committer extends CommitTarget, AutoCloseable {
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

  /**
   * Told, before the next commit, that reading goes on elsewhere than at the last one's position:
   * somebody accepted a gap. What is noted about events in it no longer holds.
   */
  void jumped();

  /** Commits, and publishes what was committed. */
  @Override
  void commit(Commit commit);

  /** True when everything committed is published and known to Hive. */
  boolean isSettled();

  /** Since when Hive has refused to register table partitions; from any thread. */
  Optional<Instant> blockedSince();

  @Override
  void close();
}
