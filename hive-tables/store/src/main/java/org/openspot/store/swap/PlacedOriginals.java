package org.openspot.store.swap;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.openspot.core.identity.FileId;
import org.openspot.schema.TableSpec;
import org.openspot.store.commit.PartitionRef;
import org.openspot.store.commit.TableLocations;
import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles;
import org.openspot.store.lineage.Origin;
import org.openspot.store.lineage.OriginBlock;
import org.openspot.store.parquet.TableFile;

/**
 * Where the rows and rejects of some originals are, and whether retention took some of them out:
 * what the footers and the swaps say. Not thread-safe.
 */
public final class PlacedOriginals {
  private final Set<FileId> originals;
  private final Map<FileId, Origin> origins = new HashMap<>();
  private final Map<PartitionRef, Set<FileId>> placed = new HashMap<>();
  private final Set<FileId> retired = new HashSet<>();

  private PlacedOriginals(Set<FileId> originals) {
    this.originals = originals;
  }

  /** Reads every footer of a source's two tables. */
  public static PlacedOriginals find(
      TableFiles files, TableLocations tables, SwapLog swaps, Set<FileId> originals) {
    PlacedOriginals found = new PlacedOriginals(originals);
    TablePartitions partitions = new TablePartitions(files, tables, swaps);
    for (TableSpec table : tables.all()) {
      for (PartitionRef partition : partitions.of(table)) {
        found.read(files, partition, partitions.visible(partition));
      }
    }
    found.retired.addAll(retired(tables, swaps, originals));
    return found;
  }

  private void read(TableFiles files, PartitionRef partition, Collection<StoredFile> visible) {
    for (StoredFile stored : visible) {
      TableFile.of(files, stored)
          .footer()
          .lineage()
          .ifPresent(lineage -> lineage.blocks().forEach(block -> note(partition, block)));
    }
  }

  private void note(PartitionRef partition, OriginBlock block) {
    FileId original = block.origin().file();
    if (originals.contains(original)) {
      origins.putIfAbsent(original, block.origin());
      placed.computeIfAbsent(partition, ref -> new HashSet<>()).add(original);
    }
  }

  /** Those of some originals of which retention took rows or rejects out. */
  public static Set<FileId> retired(TableLocations tables, SwapLog swaps, Set<FileId> originals) {
    Set<FileId> retired = new HashSet<>();
    for (TableSpec table : tables.all()) {
      for (PartitionRef partition : swaps.swapped(table)) {
        for (Swap swap : swaps.history(partition).swaps()) {
          if (swap.kind() == Swap.Kind.RETENTION) {
            retired.addAll(swaps.removed(swap).rowsByOriginal().keySet());
          }
        }
      }
    }
    retired.retainAll(originals);
    return retired;
  }

  /** An original as the footers name it; empty if no table file has anything of it. */
  public Optional<Origin> origin(FileId original) {
    return Optional.ofNullable(origins.get(original));
  }

  /** True if retention took rows or rejects of an original out. */
  public boolean isRetired(FileId original) {
    return retired.contains(original);
  }

  /** The table partitions that hold rows or rejects of some of them, in order. */
  public Set<PartitionRef> partitions(Set<FileId> some) {
    Set<PartitionRef> found =
        new TreeSet<>(
            Comparator.comparing(PartitionRef::table).thenComparing(PartitionRef::partition));
    placed.forEach(
        (partition, here) -> {
          if (here.stream().anyMatch(some::contains)) {
            found.add(partition);
          }
        });
    return found;
  }
}
