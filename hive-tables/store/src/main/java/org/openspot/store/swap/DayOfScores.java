package org.openspot.store.swap;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.openspot.core.error.RetriableException;
import org.openspot.schema.TableSpec;
import org.openspot.store.commit.PartitionRef;
import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles;
import org.openspot.store.parquet.ValuesFile;

/**
 * Puts a day's rows into a table of scores in place of those that are there: a query sees either.
 * Whatever has the day's files was written by this, or by Spot, and is replaced. Not thread-safe.
 */
public final class DayOfScores {
  private static final int ATTEMPTS = 5;

  private final TableFiles files;
  private final Swaps swaps;
  private final String by;
  private final Clock clock;

  /**
   * @param swaps of the tables of scores; no worker writes there, so that they need not wait
   * @param by who does it, {@code pid@host}
   */
  public DayOfScores(TableFiles files, Swaps swaps, String by, Clock clock) {
    this.files = files;
    this.swaps = swaps;
    this.by = by;
    this.clock = clock;
  }

  /**
   * Replaces a day's rows.
   *
   * @param rows each with a value, or null, for every column of the table; may be none
   * @throws RetriableException if HDFS or Hive is away: the old rows stay, or the next run finishes
   */
  public void replace(TableSpec table, PartitionRef day, List<List<Object>> rows) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Swaps.Draft draft = swaps.draft(day);
      List<Swap.SwappedFile> replaced = new ArrayList<>();
      for (StoredFile file : files.list(draft.from())) {
        if (Swaps.isVisible(file)) {
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

  /** Deletes what was replaced longer than so ago. */
  public void clean(PartitionRef day, Duration grace) {
    swaps.clean(day, grace);
  }
}
