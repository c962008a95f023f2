package org.openspot.store.swap;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.openspot.schema.TablePartition;
import org.openspot.store.commit.LogEntry;

/**
 * One entry in the history of a table partition: files of it are replaced by others, in another
 * directory.
 *
 * @param format the layout of this record, {@value #FORMAT} today
 * @param number its number in the table partition's history, from 1
 * @param id random; tells this attempt at the number from another's
 * @param kind why
 * @param by who did it, {@code pid@host}
 * @param at when it was planned
 * @param table the table's name
 * @param partition the table partition
 * @param from the directory until then, absolute
 * @param to the directory from then on, absolute
 * @param replaced the files in {@code from} that {@code added} stands for; all others go along
 * @param added the new files, in {@code to} already when this is published
 * @param operation the replay that this is part of, or null
 */
public record Swap(
    int format,
    long number,
    String id,
    Kind kind,
    String by,
    Instant at,
    String table,
    TablePartition partition,
    String from,
    String to,
    List<SwappedFile> replaced,
    List<SwappedFile> added,
    String operation)
    implements LogEntry {
  /** The layout written today. */
  public static final int FORMAT = 1;

  /** Why files are replaced. */
  public enum Kind {
    /** Many small files become few large ones with the same rows. */
    COMPACTION,
    /** Originals were dissected again. */
    REPLAY,
    /** The rows are old enough to go. */
    RETENTION,
    /** A day was scored, once more perhaps. */
    SCORING
  }

  /**
   * A file that goes or comes.
   *
   * @param name its name in the directory
   * @param length in bytes
   */
  public record SwappedFile(String name, long rows, long length) {}

  /** The names of the files it replaced. */
  public Set<String> replacedNames() {
    return replaced.stream().map(SwappedFile::name).collect(Collectors.toSet());
  }

  /** With what the names of directories begin that were prepared for this number. */
  public String prefix() {
    return SwapLog.number(number) + "-";
  }
}
