package org.openspot.store.commit;

import java.util.List;
import java.util.Set;

/** Where the files of table partitions are. Thread-safe. */
public interface PartitionDirectories {
  /** Where those of one table partition are now. */
  PartitionPlace of(PartitionRef partition);

  /** The usual directories below the tables: without swaps. */
  static PartitionDirectories usual(TableLocations tables) {
    return partition -> new PartitionPlace(tables.directory(partition), List.of(), Set.of());
  }
}
