package org.openspot.store.commit;

import org.openspot.schema.TableSpec;

/** Tables that belong together, and where they are. */
public interface PlacedTables {
  /** The one that has the name. */
  TableSpec table(String name);

  /** Its directory, absolute, without scheme. */
  String location(String name);

  /** Where a table partition's files are without any swap, absolute. */
  default String directory(PartitionRef partition) {
    return location(partition.table())
        + "/"
        + table(partition.table()).directory(partition.partition());
  }
}
