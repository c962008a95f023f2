package org.openspot.store.swap;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openspot.store.commit.PartitionPlace;

/**
 * What became of a table partition's directory so far.
 *
 * @param usual where its files are without any swap, absolute
 * @param swaps every swap of it, oldest first
 * @param settled whether the newest of them is finished; true without any
 */
public record SwapHistory(String usual, List<Swap> swaps, boolean settled) {
  public SwapHistory {
    swaps = List.copyOf(swaps);
  }

  /** Where new files go. */
  public String current() {
    return newest().map(Swap::to).orElse(usual);
  }

  /** The swap that took place last. */
  public Optional<Swap> newest() {
    return swaps.isEmpty() ? Optional.empty() : Optional.of(swaps.get(swaps.size() - 1));
  }

  /** The same, as those see it who publish files. */
  PartitionPlace place() {
    List<String> former = new ArrayList<>();
    Set<String> absorbed = new HashSet<>();
    for (Swap swap : swaps) {
      former.add(0, swap.from());
      absorbed.addAll(swap.replacedNames());
    }
    return new PartitionPlace(current(), former, absorbed);
  }
}
