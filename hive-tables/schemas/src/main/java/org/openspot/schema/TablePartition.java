package org.openspot.schema;

import java.io.Serializable;
import java.time.Instant;

/**
 * One table partition: an hour of a table.
 *
 * @param hour hours since 1970-01-01T00:00 UTC
 */
public record TablePartition(long hour) implements Comparable<TablePartition>, Serializable {
  /** The table partition of a record of that time, in seconds since 1970-01-01 UTC. */
  public static TablePartition of(long epochSecond) {
    return new TablePartition(Math.floorDiv(epochSecond, 3600L));
  }

  /** The first moment of its hour. */
  public Instant start() {
    return Instant.ofEpochSecond(Math.multiplyExact(hour, 3600L));
  }

  /** The first moment after its hour. */
  public Instant end() {
    return Instant.ofEpochSecond(Math.multiplyExact(hour + 1, 3600L));
  }

  @Override
  public int compareTo(TablePartition other) {
    return Long.compare(hour, other.hour);
  }
}
