package org.openspot.parsers.generate;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openspot.core.error.RetriableException;

/** Keeps to so many things a second, counted from its making. */
final class Pace {
  private final long rate;
  private final long begun = System.nanoTime();

  /**
   * @param rate how many a second; 0 for as many as can be
   */
  Pace(long rate) {
    this.rate = rate;
  }

  /**
   * Returns when so many may have been made.
   *
   * @throws RetriableException if the thread is interrupted
   */
  void awaitTurn(long made) {
    if (rate > 0) {
      long due = begun + (long) (made * (double) TimeUnit.SECONDS.toNanos(1) / rate);
      while (due - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new RetriableException("interrupted while generating");
    }
  }
}
