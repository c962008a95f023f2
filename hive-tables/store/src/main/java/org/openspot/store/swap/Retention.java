package org.openspot.store.swap;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.openspot.schema.TablePartition;
import org.openspot.schema.TableSpec;
import org.openspot.store.commit.PartitionRef;
import org.openspot.store.files.TableFiles;
import org.openspot.store.lineage.Lineage;
import org.openspot.store.lineage.OriginBlock;
import org.openspot.store.swap.PartitionFiles.Known;

/**
 * Takes rows out of a table that are old enough to go. Age counts from the later of a row's time
 * and the time when it came: what was captured at an unknown time, or landed late, is not gone as
 * soon as it is there. Not thread-safe.
 */
public final class Retention {
  private final TableFiles files;
  private final Swaps swaps;
  private final String by;
  private final Clock clock;

  /**
   * @param by who does it, {@code pid@host}
   */
  public Retention(TableFiles files, Swaps swaps, String by, Clock clock) {
    this.files = files;
    this.swaps = swaps;
    this.by = by;
    this.clock = clock;
  }

  /** True if the time of every record of one of the table's partitions is longer ago than so. */
  public boolean isDue(TableSpec table, TablePartition partition, Duration age) {
    return !table.end(partition).isAfter(clock.instant().minus(age));
  }

  /**
   * The files that would go, those that nobody can read included; changes nothing.
   *
   * @param age how long ago the newest of their rows came, at least
   */
  public List<Swap.SwappedFile> plan(PartitionRef partition, Duration age) {
    return replaced(
        PartitionFiles.readable(files, swaps.log().history(partition).current())
            .unchangedSince(limit(age)));
  }

  private Instant limit(Duration age) {
    return clock.instant().minus(age);
  }

  private static List<Swap.SwappedFile> replaced(PartitionFiles found) {
    List<Swap.SwappedFile> replaced = new ArrayList<>();
    found.ours().forEach(known -> replaced.add(known.swapped()));
    found
        .foreign()
        .forEach(file -> replaced.add(new Swap.SwappedFile(file.name(), -1, file.length())));
    return replaced;
  }

  /**
   * Takes out what a table partition has held for so long.
   *
   * @param age how long ago the newest of a file's rows came, at least
   * @return the files that went; none if somebody else swapped it meanwhile
   */
  public List<Swap.SwappedFile> run(PartitionRef partition, Duration age) {
    Swaps.Draft draft = swaps.draft(partition);
    PartitionFiles found = PartitionFiles.readable(files, draft.from()).unchangedSince(limit(age));
    List<Swap.SwappedFile> replaced = replaced(found);
    if (replaced.isEmpty()) {
      return replaced;
    }
    // Which rows went stays known: an audit counts them for ever after.
    List<OriginBlock> blocks = new ArrayList<>();
    for (Known known : found.ours()) {
      blocks.addAll(known.lineage().blocks());
    }
    swaps.log().writeRemoved(draft, new Lineage(blocks));
    Swap swap = draft.swap(Swap.Kind.RETENTION, by, clock.instant(), replaced, List.of(), null);
    return swaps.execute(swap) ? replaced : List.of();
  }
}
