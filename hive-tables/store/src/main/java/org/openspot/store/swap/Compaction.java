package org.openspot.store.swap;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.openspot.schema.TableSpec;
import org.openspot.store.commit.PartitionRef;
import org.openspot.store.commit.TableLocations;
import org.openspot.store.files.TableFiles;
import org.openspot.store.swap.PartitionFiles.Known;

/**
 * Makes few large files of the many small ones in a table partition. The rows stay the same, in the
 * order of their originals' names and record numbers. Not thread-safe.
 */
public final class Compaction {
  private final TableFiles files;
  private final TableLocations tables;
  private final Swaps swaps;
  private final RewriteSettings settings;
  private final String by;
  private final Clock clock;

  /**
   * @param by who does it, {@code pid@host}
   */
  public Compaction(
      TableFiles files,
      TableLocations tables,
      Swaps swaps,
      RewriteSettings settings,
      String by,
      Clock clock) {
    this.files = files;
    this.tables = tables;
    this.swaps = swaps;
    this.settings = settings;
    this.by = by;
    this.clock = clock;
  }

  /**
   * What compacting a table partition would do.
   *
   * @param filesBefore how many files would be replaced
   * @param filesAfter about how many would replace them
   */
  public record Plan(
      PartitionRef partition, int filesBefore, long filesAfter, long rows, long bytes) {}

  /** What there is to compact in a table partition; empty if nothing. */
  public Optional<Plan> plan(PartitionRef partition) {
    List<Known> small = small(PartitionFiles.read(files, swaps.log(), partition));
    if (small.size() < 2) {
      return Optional.empty();
    }
    long bytes = small.stream().mapToLong(known -> known.file().length()).sum();
    return Optional.of(
        new Plan(
            partition,
            small.size(),
            bytes / settings.targetBytes() + 1,
            small.stream().mapToLong(known -> known.lineage().rows()).sum(),
            bytes));
  }

  /** Those below three quarters of what is aimed at; larger ones are good as they are. */
  private List<Known> small(PartitionFiles found) {
    return found.ours().stream()
        .filter(known -> known.file().length() < settings.targetBytes() / 4 * 3)
        .toList();
  }

  /**
   * Compacts a table partition.
   *
   * @return the swap; empty if there was nothing to do, or somebody else swapped it meanwhile
   */
  public Optional<Swap> run(PartitionRef partition) {
    Swaps.Draft draft = swaps.draft(partition);
    List<Known> small = small(PartitionFiles.read(files, draft.from()));
    if (small.size() < 2) {
      return Optional.empty();
    }
    TableSpec table = tables.table(partition.table());
    SwapWriter writer = new SwapWriter(files, table, draft, settings);
    List<Swap.SwappedFile> added;
    try (BlockCopy copy = new BlockCopy(table)) {
      for (BlockCopy.Placed block : BlockCopy.inOrder(small)) {
        copy.copy(block, writer);
      }
      added = writer.finish();
    } catch (RuntimeException e) {
      writer.abandon();
      swaps.drop(draft);
      throw e;
    }
    // The rows are no younger for it: retention counts from when they came.
    long newest = small.stream().mapToLong(Known::modified).max().orElseThrow();
    added.forEach(file -> files.setModified(draft.to() + "/" + file.name(), newest));
    List<Swap.SwappedFile> replaced = small.stream().map(Known::swapped).toList();
    Swap swap = draft.swap(Swap.Kind.COMPACTION, by, clock.instant(), replaced, added, null);
    requireSameRows(swap);
    return swaps.execute(swap) ? Optional.of(swap) : Optional.empty();
  }

  private static void requireSameRows(Swap swap) {
    long before = swap.replaced().stream().mapToLong(Swap.SwappedFile::rows).sum();
    long after = swap.added().stream().mapToLong(Swap.SwappedFile::rows).sum();
    if (before != after) {
      throw new IllegalStateException(
          swap.to() + " has " + after + " rows for " + before + " in " + swap.from());
    }
  }
}
