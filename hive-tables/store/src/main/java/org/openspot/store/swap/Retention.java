package org.openspot.store.swap;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.openspot.schema.TablePartition;
import org.openspot.schema.TableSpec;
import org.openspot.store.commit.PartitionRef;
import org.openspot.store.files.TableFiles;
import org.openspot.store.lineage.Lineage;
import org.openspot.store.lineage.OriginBlock;
import org.openspot.store.swap.PartitionFiles.Known;

/** Takes rows out of a table that are old enough to go. Not thread-safe. */
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

  /** True if every record of one of the table's partitions is older than so long. */
  public boolean isDue(TableSpec table, TablePartition partition, Duration age) {
    return !table.end(partition).isAfter(clock.instant().minus(age));
  }

  /** The files that would go; changes nothing. */
  public List<Swap.SwappedFile> plan(PartitionRef partition) {
    return replaced(PartitionFiles.read(files, swaps.log(), partition));
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
   * Takes out what a table partition holds now.
   *
   * @return the files that went; none if somebody else swapped it meanwhile
   */
  public List<Swap.SwappedFile> run(PartitionRef partition) {
    Swaps.Draft draft = swaps.draft(partition);
    PartitionFiles found = PartitionFiles.read(files, draft.from());
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
