package org.openspot.collector;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells complete files from those still being written, by what is seen of them in pass after pass
 * over the landing directory. Not thread-safe.
 *
 * <p>A file is complete if its content was old when it was first seen (renamed in, or written while
 * nobody looked), or if it was not seen to change for long enough, by the wall clock of its own
 * times or by the monotonic one. Around a jump of the wall clock only the monotonic one is
 * believed.
 */
final class Completeness {
  /** More are simply looked at anew in the next pass: memory has a bound, patience has none. */
  static final int MOST_OBSERVED = 20_000;

  private final Duration stableFor;
  private final Map<Path, Observation> observed = new HashMap<>();
  private int pass;
  private Instant wall;
  private long nanos;
  private long distrustUntil;
  private boolean distrust;
  private long nextDueNanos;

  Completeness(Duration stableFor) {
    this.stableFor = stableFor;
  }

  /** Begins a pass at that wall-clock time and monotonic time. */
  void beginPass(Instant wallNow, long nanosNow) {
    if (pass > 0) {
      Duration jump = Duration.between(wall.plusNanos(nanosNow - nanos), wallNow).abs();
      if (jump.compareTo(stableFor.dividedBy(2)) > 0) {
        distrust = true;
        distrustUntil = nanosNow + stableFor.toNanos();
      }
    }
    distrust = distrust && nanosNow - distrustUntil < 0;
    wall = wallNow;
    nanos = nanosNow;
    nextDueNanos = Long.MAX_VALUE;
    pass++;
  }

  /** True if the file is complete. */
  boolean isComplete(Path file, FileStamp stamp) {
    Observation last = observed.get(file);
    boolean firstSight = last == null;
    Observation now =
        firstSight || !last.stamp.equals(stamp) ? new Observation(stamp, nanos) : last;
    if (isQuiet(now) || isOld(firstSight, now == last, stamp)) {
      observed.remove(file);
      return true;
    }
    now.pass = pass;
    nextDueNanos = Math.min(nextDueNanos, stableFor.toNanos() - (nanos - now.sinceNanos));
    if (!firstSight || observed.size() < MOST_OBSERVED) {
      observed.put(file, now);
    }
    return false;
  }

  /** Ends a pass: what was not seen in it is forgotten. */
  void endPass() {
    observed.values().removeIf(one -> one.pass != pass);
  }

  /** How long after this pass the next file may be complete; very long if none is observed. */
  Duration nextDue() {
    return Duration.ofNanos(nextDueNanos);
  }

  private boolean isQuiet(Observation now) {
    return nanos - now.sinceNanos >= stableFor.toNanos();
  }

  private boolean isOld(boolean firstSight, boolean unchanged, FileStamp stamp) {
    Instant limit = wall.minus(stableFor);
    boolean old = !distrust && !stamp.modified().toInstant().isAfter(limit);
    return old && (firstSight || (unchanged && !stamp.changed().toInstant().isAfter(limit)));
  }

  private static final class Observation {
    private final FileStamp stamp;
    private final long sinceNanos;
    private int pass;

    Observation(FileStamp stamp, long sinceNanos) {
      this.stamp = stamp;
      this.sinceNanos = sinceNanos;
    }
  }
}
