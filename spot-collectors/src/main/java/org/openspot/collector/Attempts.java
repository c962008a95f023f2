package org.openspot.collector;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openspot.core.lifecycle.Backoff;

/**
 * Which landed entries are in work, which are to be tried again later, and which stay because not
 * even failed/ takes them. Thread-safe.
 */
final class Attempts {
  /** Beyond this, entries are tried again without a pause of their own. */
  private static final int MOST_DEFERRED = 10_000;

  private final Set<Path> inWork = new HashSet<>();
  private final Map<Path, Deferral> deferred = new HashMap<>();

  synchronized void begin(Path path) {
    inWork.add(path);
  }

  /** The entry left the landing directory, or may be looked at anew at once. */
  synchronized void end(Path path) {
    inWork.remove(path);
    deferred.remove(path);
  }

  /**
   * The entry is to be tried again after a pause that grows each time.
   *
   * @param stuck whether a person must help
   */
  synchronized void defer(Path path, Instant now, boolean stuck) {
    inWork.remove(path);
    Deferral deferral = deferred.get(path);
    if (deferral == null && deferred.size() < MOST_DEFERRED) {
      deferral = new Deferral(now);
      deferred.put(path, deferral);
    }
    if (deferral != null) {
      deferral.stuck = stuck;
      deferral.dueNanos = System.nanoTime() + deferral.backoff.nextPause().toNanos();
    }
  }

  /** True if the entry may be worked on now. */
  synchronized boolean isFree(Path path) {
    if (inWork.contains(path)) {
      return false;
    }
    Deferral deferral = deferred.get(path);
    return deferral == null || deferral.dueNanos - System.nanoTime() <= 0;
  }

  synchronized boolean isStuck(Path path) {
    Deferral deferral = deferred.get(path);
    return deferral != null && deferral.stuck;
  }

  /** How long until the next deferred entry is due. */
  synchronized Duration nextDue() {
    long now = System.nanoTime();
    return Duration.ofNanos(
        deferred.values().stream()
            .mapToLong(one -> Math.max(0, one.dueNanos - now))
            .min()
            .orElse(Long.MAX_VALUE));
  }

  /** Since when the entry that waits longest has been tried in vain. */
  synchronized Optional<Instant> deferredSince() {
    return deferred.values().stream()
        .filter(one -> !one.stuck)
        .map(one -> one.since)
        .min(Instant::compareTo);
  }

  synchronized int inWork() {
    return inWork.size();
  }

  synchronized long stuck() {
    return deferred.values().stream().filter(one -> one.stuck).count();
  }

  private static final class Deferral {
    private final Instant since;
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
    private long dueNanos;
    private boolean stuck;

    Deferral(Instant since) {
      this.since = since;
    }
  }
}
