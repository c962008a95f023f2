package org.openspot.store.commit;

import java.time.Instant;
import java.util.List;

/**
 * One entry of a commit log: everything that became true when it was published.
 *
 * @param format the layout of this record, {@value #FORMAT} today
 * @param sequence its number in the log
 * @param commitId random; tells this attempt at the number from another's
 * @param worker who wrote it, {@code pid@host}
 * @param at when
 * @param epoch the sequence of the claim under which it was written; its own, for a claim
 * @param position the topic partition's offsets covered so far
 * @param originals ranges of records stored by this commit
 * @param deadLetters what could not be dissected
 * @param files the Parquet files, staged when this is published
 * @param publishedThrough every manifest up to this one had its files renamed
 * @param registeredThrough every manifest up to this one had its table partitions in Hive
 */
public record Manifest(
    int format,
    long sequence,
    String commitId,
    String worker,
    Instant at,
    long epoch,
    LogPosition position,
    List<Ingested> originals,
    List<DeadLetter> deadLetters,
    List<DataFile> files,
    long publishedThrough,
    long registeredThrough)
    implements LogEntry {
  /** The layout written today. */
  public static final int FORMAT = 1;

  /** True for the empty manifest with which a worker takes over. */
  public boolean isClaim() {
    return epoch == sequence;
  }

  /** The rows it added to the table itself, rejects not counted. */
  public long rows() {
    return originals.stream().mapToLong(Ingested::rows).sum();
  }
}
