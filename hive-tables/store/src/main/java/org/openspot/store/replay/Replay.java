package org.openspot.store.replay;

import java.time.Instant;
import java.util.List;
import org.openspot.store.commit.LogEntry;
import org.openspot.store.commit.PartitionRef;

/**
 * A replay that has been dissected: from here on it only swaps, and can be finished by anybody.
 *
 * @param format the layout of this record, {@value #FORMAT} today
 * @param number its number among the table's replays, from 1
 * @param id random; what its swaps name as their operation
 * @param by who dissected, {@code pid@host}
 * @param at when
 * @param from the hour of capture of the first originals
 * @param to the hour after that of the last
 * @param staging where the new rows are, absolute
 * @param originals how many were dissected again
 * @param partitions the table partitions that change
 */
public record Replay(
    int format,
    long number,
    String id,
    String by,
    Instant at,
    Instant from,
    Instant to,
    String staging,
    long originals,
    List<PartitionRef> partitions)
    implements LogEntry {
  /** The layout written today. */
  public static final int FORMAT = 1;
}
