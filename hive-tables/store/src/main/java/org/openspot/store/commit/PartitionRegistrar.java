package org.openspot.store.commit;

import java.util.Collection;
import org.openspot.core.error.RetriableException;

/** Makes table partitions known to Hive. */
public interface PartitionRegistrar {
  /**
   * Registers table partitions where their files are; those already known stay as they are.
   *
   * @throws RetriableException if Hive is away
   */
  void register(Collection<PartitionRef> partitions);
}
