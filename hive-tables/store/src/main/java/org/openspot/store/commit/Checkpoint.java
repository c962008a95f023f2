package org.openspot.store.commit;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The sum of every manifest up to a sequence; readers ignore those.
 *
 * @param format the layout of this record
 * @param sequence the last manifest it stands for; all of them are published
 * @param at when it was written
 * @param position as in the last manifest
 * @param lastCommit when the last of them that was no claim was written, or null
 * @param registeredThrough as in the last manifest
 * @param unregistered table partitions of published files that Hive may not know yet
 * @param deadLetters all of them still open
 * @param rowsByDay rows committed, by the UTC day of the commit ({@code 2026-11-21})
 * @param runs the sorted files of ingested ranges, oldest first
 */
record Checkpoint(
    int format,
    long sequence,
    Instant at,
    LogPosition position,
    Instant lastCommit,
    long registeredThrough,
    List<PartitionRef> unregistered,
    List<DeadLetter> deadLetters,
    Map<String, Long> rowsByDay,
    List<RunRef> runs)
    implements LogEntry {
  static final int FORMAT = 1;

  /**
   * A sorted file of ingested ranges.
   *
   * @param name its name without the epoch that owns it
   */
  record RunRef(String name, long entries) {}
}
