package org.openspot.store.swap;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openspot.schema.TablePartition;
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

  /** True if every record of a table partition is older than so long. */
  public boolean isDue(TablePartition partition, Duration age) {
    return !partition.end().isAfter(clock.instant().minus(age));
  }

  /** How many files and rows would go; empty if there is nothing. */
  public Optional<Swap> plan(PartitionRef partition) {
    Swaps.Draft draft = swaps.draft(partition);
    return plan(draft, PartitionFiles.read(files, draft.from()));
  }

  private Optional<Swap> plan(Swaps.Draft draft, PartitionFiles found) {
    List<Swap.SwappedFile> replaced = new ArrayList<>();
    found.ours().forEach(known -> replaced.add(known.swapped()));
    found
        .foreign()
        .forEach(file -> replaced.add(new Swap.SwappedFile(file.name(), -1, file.length())));
    return replaced.isEmpty()
        ? Optional.empty()
        : Optional.of(
            draft.swap(
                Swap.Kind.RETENTION,
                by,
                clock.instant(),
                replaced,
                List.<Swap.SwappedFile>of(),
                null));
  }

  /**
   * Takes out what a table partition holds now.
   *
   * @return the swap; empty if there was nothing, or somebody else swapped it meanwhile
   */
  public Optional<Swap> run(PartitionRef partition) {
    Swaps.Draft draft = swaps.draft(partition);
    PartitionFiles found = PartitionFiles.read(files, draft.from());
    Optional<Swap> swap = plan(draft, found);
    if (swap.isEmpty()) {
      return Optional.empty();
    }
    // Which rows went stays known: an audit counts them for ever after.
    List<OriginBlock> blocks = new ArrayList<>();
    for (Known known : found.ours()) {
      blocks.addAll(known.lineage().blocks());
    }
    swaps.log().writeRemoved(draft, new Lineage(blocks));
    return swaps.execute(swap.get()) ? swap : Optional.empty();
  }
}
