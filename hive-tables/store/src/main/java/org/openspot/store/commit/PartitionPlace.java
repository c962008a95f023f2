package org.openspot.store.commit;

import java.util.List;
import java.util.Set;

/**
 * Where the files of a table partition are, and where they were.
 *
 * @param current the directory that counts, absolute
 * @param former those before it, newest first
 * @param absorbed the names of files that were replaced by others
 */
public record PartitionPlace(String current, List<String> former, Set<String> absorbed) {
  public PartitionPlace {
    former = List.copyOf(former);
    absorbed = Set.copyOf(absorbed);
  }

  boolean absorbed(String name) {
    return absorbed.contains(name);
  }

  /** True if it was moved at least once. */
  public boolean wasMoved() {
    return !former.isEmpty();
  }
}
