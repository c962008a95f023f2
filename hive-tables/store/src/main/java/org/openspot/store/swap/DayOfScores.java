package org.openspot.store.swap;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.openspot.core.error.RetriableException;
import org.openspot.schema.TableSpec;
import org.openspot.store.commit.PartitionRef;
import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles;
import org.openspot.store.parquet.ValuesFile;

/**
 * Puts a day's rows into a table of scores in place of those that are there: a query sees either.
 * Whatever has the day's files was written by this, by workers that score while they ingest, or by
 * Spot. What workers add after the {@link #look} stays: the records may be later, too. Not
 * thread-safe.
 */
public final class DayOfScores {
  private static final int ATTEMPTS = 5;

  private final TableFiles files;
  private final Swaps swaps;
  private final String by;
  private final Clock clock;

  /**
   * @param swaps of the tables of scores
   * @param by who does it, {@code pid@host}
   */
  public DayOfScores(TableFiles files, Swaps swaps, String by, Clock clock) {
    this.files = files;
    this.swaps = swaps;
    this.by = by;
    this.clock = clock;
  }

  /**
   * What a day had when somebody began to work it out anew.
   *
   * @param names of the files with its rows
   * @param swaps how many there had been
   */
  public record Seen(PartitionRef day, Set<String> names, int swaps) {
    public Seen {
      names = Set.copyOf(names);
    }
  }

  /**
   * Looks at a day that is to be worked out anew: before the records are read, for a worker
   * publishes records before their scores.
   */
  public Seen look(PartitionRef day) {
    Swaps.Draft now = swaps.draft(day);
    Set<String> names = new HashSet<>();
    for (StoredFile file : files.list(now.from())) {
      if (Swaps.isVisible(file)) {
        names.add(file.name());
      }
    }
    return new Seen(day, names, (int) now.number() - 1);
  }

  /**
   * Replaces the rows that a day had.
   *
   * @param rows each with a value, or null, for every column of the table; may be none
   * @throws RetriableException if HDFS or Hive is away: the old rows stay, or the next run finishes
   */
  public void replace(TableSpec table, Seen seen, List<List<Object>> rows) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Swaps.Draft draft = swaps.draft(seen.day());
      Set<String> due = dueNow(seen);
      List<Swap.SwappedFile> replaced = new ArrayList<>();
      for (StoredFile file : files.list(draft.from())) {
        if (Swaps.isVisible(file) && due.contains(file.name())) {
          replaced.add(new Swap.SwappedFile(file.name(), -1, file.length()));
        }
      }
      if (rows.isEmpty() && replaced.isEmpty()) {
        return;
      }
      List<Swap.SwappedFile> added = new ArrayList<>();
      if (!rows.isEmpty()) {
        String name = "scores-" + draft.number() + "-" + draft.id() + ".parquet";
        long length = new ValuesFile(files, table).write(draft.to() + "/" + name, rows);
        added.add(new Swap.SwappedFile(name, rows.size(), length));
      }
      if (swaps.execute(
          draft.swap(Swap.Kind.SCORING, by, clock.instant(), replaced, added, null))) {
        return;
      }
    }
    throw new RetriableException(
        "somebody else scores " + table + " all the while: try again", null);
  }

  /** What was seen, by the names that it has after whatever swaps took place since. */
  private Set<String> dueNow(Seen seen) {
    Set<String> due = new HashSet<>(seen.names());
    List<Swap> all = swaps.log().history(seen.day()).swaps();
    for (Swap later : all.subList(seen.swaps(), all.size())) {
      Set<String> replaced = later.replacedNames();
      boolean partly = replaced.stream().anyMatch(due::contains);
      if (later.kind() == Swap.Kind.COMPACTION && partly && !due.containsAll(replaced)) {
        throw new RetriableException(
            later.to()
                + " has scores that were there in one file with some that came since: score the"
                + " day again",
            null);
      }
      if (later.kind() == Swap.Kind.SCORING || partly) {
        later.added().forEach(file -> due.add(file.name()));
      }
    }
    return due;
  }

  /** Deletes what was replaced longer than so ago. */
  public void clean(PartitionRef day, Duration grace) {
    swaps.clean(day, grace);
  }
}
