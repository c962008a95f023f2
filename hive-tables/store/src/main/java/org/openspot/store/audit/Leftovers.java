package org.openspot.store.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.openspot.schema.TableSpec;
import org.openspot.store.audit.Finding.Kind;
import org.openspot.store.commit.PartitionRef;
import org.openspot.store.commit.TableLocations;
import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles;
import org.openspot.store.swap.Swap;
import org.openspot.store.swap.SwapLog;

/** Finds files beside a table that nobody will use any more. */
final class Leftovers {
  private final TableFiles files;
  private final TableLocations tables;
  private final SwapLog swaps;

  Leftovers(TableFiles files, TableLocations tables, SwapLog swaps) {
    this.files = files;
    this.tables = tables;
    this.swaps = swaps;
  }

  /**
   * Looks through staging and the directories of swaps.
   *
   * @param epochs the newest epoch of each commit log
   */
  List<Finding> find(Map<String, Long> epochs) {
    List<Finding> findings = new ArrayList<>();
    for (StoredFile log : files.list(tables.rowsLocation() + "/_staging")) {
      long epoch = epochs.getOrDefault(log.name(), 0L);
      for (StoredFile staged : files.list(log.path())) {
        if (staged.name().matches("\\d+") && Long.parseLong(staged.name()) < epoch) {
          findings.add(
              new Finding(
                  Kind.ORPHANED,
                  staged.path(),
                  "staged by a worker that has been superseded by epoch " + epoch));
        }
      }
    }
    findSwapped(tables.rows(), findings);
    findSwapped(tables.rejects(), findings);
    findSwapped(tables.scores().scores(), findings);
    return findings;
  }

  private void findSwapped(TableSpec table, List<Finding> findings) {
    for (PartitionRef partition : swaps.swapped(table)) {
      List<Swap> history = swaps.history(partition).swaps();
      Set<String> known = history.stream().map(Swap::to).collect(Collectors.toSet());
      for (StoredFile directory : files.list(swaps.swappedRoot(partition))) {
        // One with the next number may be a swap that is being prepared.
        boolean decided =
            history.stream().anyMatch(swap -> directory.name().startsWith(swap.prefix()));
        if (decided && !known.contains(directory.path())) {
          findings.add(
              new Finding(
                  Kind.ORPHANED, directory.path(), "prepared for a swap that another one decided"));
        }
      }
    }
  }
}
