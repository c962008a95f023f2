package org.openspot.collector;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.openspot.core.error.RetriableException;
import org.openspot.core.lifecycle.Backoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the collector knows of Kafka or HDFS being away: since when, and how long to pause. Says so
 * once, then at most once a minute with a count. Thread-safe.
 */
final class Outage {
  private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
  private static final Duration REPEAT = Duration.ofMinutes(1);

  private final Clock clock;
  private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));
  private Instant since;
  private Instant told = Instant.MIN;
  private String reason = "";
  private long failures;
  private long resumeNanos = System.nanoTime();

  Outage(Clock clock) {
    this.clock = clock;
  }

  /** Notes a failure. */
  synchronized void failed(RetriableException cause) {
    Instant now = clock.instant();
    reason = cause.getMessage();
    if (since == null) {
      since = now;
    }
    if (resumeNanos - System.nanoTime() <= 0) {
      // Failures of several files at once are one outage and one step of the pause.
      resumeNanos = System.nanoTime() + backoff.nextPause().toNanos();
    }
    failures++;
    if (told.equals(Instant.MIN) || Duration.between(told, now).compareTo(REPEAT) >= 0) {
      LOG.warn(
          "waiting and trying again, nothing is lost ({} failures since {}): {}",
          failures,
          since,
          reason);
      LOG.debug("the last failure", cause);
      told = now;
    }
  }

  /** Notes that everything answered. */
  synchronized void ended() {
    if (since != null) {
      LOG.info("going on after {} s", Duration.between(since, clock.instant()).toSeconds());
      since = null;
      failures = 0;
      backoff.reset();
    }
  }

  /** How long to wait before the next attempt; zero if nothing is away. */
  synchronized Duration pause() {
    long left = since == null ? 0 : resumeNanos - System.nanoTime();
    return left <= 0 ? Duration.ZERO : Duration.ofNanos(left);
  }

  synchronized Optional<Instant> since() {
    return Optional.ofNullable(since);
  }

  /** The last failure's message. */
  synchronized String reason() {
    return since == null ? "" : reason;
  }
}
