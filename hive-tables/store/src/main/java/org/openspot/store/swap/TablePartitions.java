package org.openspot.store.swap;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.openspot.schema.TableSpec;
import org.openspot.store.commit.PartitionRef;
import org.openspot.store.commit.TableLocations;
import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles;

/** Finds the table partitions that have files, or once had, by their directories. */
public final class TablePartitions {
  private static final int LOOKS = 5;

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
    PartitionTree.walk(files, table, tables.location(table.name()), found::add, strays);
    return found;
  }

  /** What a reader sees in a table partition; during a swap, what one sees before or after it. */
  public Collection<StoredFile> visible(PartitionRef partition) {
    for (int look = 1; ; look++) {
      SwapHistory history = swaps.history(partition);
      Map<String, StoredFile> seen = new LinkedHashMap<>();
      if (!history.settled()) {
        Swap newest = history.newest().orElseThrow();
        Set<String> replaced = newest.replacedNames();
        for (StoredFile file : files.list(newest.from())) {
          if (!replaced.contains(file.name())) {
            seen.put(file.name(), file);
          }
        }
      }
      files.list(history.current()).forEach(file -> seen.put(file.name(), file));
      if (look == LOOKS || swaps.history(partition).equals(history)) {
        seen.values().removeIf(file -> !Swaps.isVisible(file));
        return seen.values();
      }
    }
  }
}
