package org.openspot.store.swap;

import org.openspot.core.error.RetriableException;
import org.openspot.store.commit.PartitionRef;
import org.openspot.store.commit.PartitionRegistrar;

/** The table partitions that Hive knows, and where it reads them. Thread-safe. */
public interface HivePartitions extends PartitionRegistrar {
  /**
   * Has Hive read a table partition, known or not, from a directory of its own.
   *
   * @param location its URI
   * @throws RetriableException if Hive is away
   */
  void place(PartitionRef partition, String location);

  /**
   * Has Hive forget a table partition; its files stay.
   *
   * @throws RetriableException if Hive is away
   */
  void forget(PartitionRef partition);
}
