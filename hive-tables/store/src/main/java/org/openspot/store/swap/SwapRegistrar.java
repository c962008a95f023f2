package org.openspot.store.swap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openspot.store.commit.PartitionRef;
import org.openspot.store.commit.PartitionRegistrar;

/**
 * Registers table partitions where they are: those that were swapped not at their usual place. A
 * swap that somebody began and did not finish is finished first. Thread-safe.
 */
public final class SwapRegistrar implements PartitionRegistrar {
  private final HivePartitions hive;
  private final Swaps swaps;

  public SwapRegistrar(HivePartitions hive, Swaps swaps) {
    this.hive = hive;
    this.swaps = swaps;
  }

  @Override
  public void register(Collection<PartitionRef> partitions) {
    List<PartitionRef> usual = new ArrayList<>();
    for (PartitionRef partition : partitions) {
      if (!placeSwapped(partition)) {
        usual.add(partition);
      }
    }
    if (!usual.isEmpty()) {
      hive.register(usual);
      // One that was forgotten by a swap between the look and the registration is back where it
      // was before; it must not stay there.
      usual.forEach(this::placeSwapped);
    }
  }

  private boolean placeSwapped(PartitionRef partition) {
    if (swaps.log().history(partition).swaps().isEmpty()) {
      return false;
    }
    swaps.finish(partition);
    swaps.tellHive(partition);
    return true;
  }
}
