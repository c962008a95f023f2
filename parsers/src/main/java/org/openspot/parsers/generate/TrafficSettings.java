package org.openspot.parsers.generate;

import java.time.Duration;
import java.time.Instant;

/**
 * Which traffic to make up. The same settings give the same flows, on any machine.
 *
 * @param seed what all chance comes from
 * @param flows how many flow records; requests where proxies are made up
 * @param start when the first flow starts; used to the millisecond
 * @param duration over which time the flows start
 */
public record TrafficSettings(long seed, long flows, Instant start, Duration duration) {
  /** Checks that there is something to make up. */
  public TrafficSettings {
    if (flows < 0 || duration.toMillis() < 1 || start.isBefore(Instant.EPOCH)) {
      throw new IllegalArgumentException("no flows, no duration, or before 1970");
    }
  }
}
