package org.openspot.store.swap;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;
import org.openspot.schema.TablePartition;
import org.openspot.schema.TableSpec;
import org.openspot.store.commit.PartitionRef;
import org.openspot.store.commit.TableLocations;
import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles;

/** Finds the table partitions that have files, or once had, by their directories. */
public final class TablePartitions {
  private final TableFiles files;
  private final TableLocations tables;
  private final SwapLog swaps;

  public TablePartitions(TableFiles files, TableLocations tables, SwapLog swaps) {
    this.files = files;
    this.tables = tables;
    this.swaps = swaps;
  }

  /** Those of one of the two tables, oldest first. */
  public Collection<PartitionRef> of(TableSpec table) {
    return of(table, stray -> {});
  }

  /** Told what is beside the table partitions and should not be. */
  public interface Strays {
    void found(StoredFile stray);
  }

  /** Those of one of the two tables, oldest first. */
  public Collection<PartitionRef> of(TableSpec table, Strays strays) {
    Collection<PartitionRef> found = new TreeSet<>(Comparator.comparing(PartitionRef::partition));
    found.addAll(swaps.swapped(table));
    collect(table, tables.location(table.name()), "", found, strays);
    return found;
  }

  /** Spot has the tables of what it works out below the table that it was worked out from. */
  private static boolean isScores(StoredFile child, String below) {
    return below.isEmpty() && child.directory() && child.name().equals("oa");
  }

  private void collect(
      TableSpec table, String root, String below, Collection<PartitionRef> found, Strays strays) {
    for (StoredFile child : files.list(root + below)) {
      String path = below + "/" + child.name();
      if (child.name().startsWith("_") || isScores(child, below)) {
        continue;
      }
      Optional<TablePartition> partition =
          child.directory() ? table.partition(path.substring(1)) : Optional.empty();
      if (partition.isPresent()) {
        found.add(new PartitionRef(table.name(), partition.get()));
      } else if (child.directory() && child.name().indexOf('=') > 0) {
        collect(table, root, path, found, strays);
      } else {
        strays.found(child);
      }
    }
  }
}
