package org.openspot.core.lifecycle;

import java.time.Duration;

/** Growing pauses between attempts: each twice the last, up to a limit. Not thread-safe. */
public final class Backoff {
  private final Duration first;
  private final Duration limit;
  private Duration next;

  public Backoff(Duration first, Duration limit) {
    this.first = first;
    this.limit = limit;
    this.next = first;
  }

  /** The pause before the next attempt. */
  public Duration nextPause() {
    Duration pause = next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(limit) > 0 ? limit : doubled;
    return pause;
  }

  /** Starts over, after an attempt that succeeded. */
  public void reset() {
    next = first;
  }
}
