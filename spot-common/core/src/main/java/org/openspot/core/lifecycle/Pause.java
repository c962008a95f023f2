package org.openspot.core.lifecycle;

import java.time.Duration;
import org.openspot.core.error.RetriableException;

/** A wait that an interrupt ends. */
public final class Pause {
  private Pause() {}

  /**
   * Waits.
   *
   * @throws RetriableException if the thread is interrupted, which stays so
   */
  public static void of(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RetriableException("interrupted while waiting", e);
    }
  }
}
