package org.openspot.store.swap;

import java.util.Optional;
import java.util.function.Consumer;
import org.openspot.schema.TablePartition;
import org.openspot.schema.TableSpec;
import org.openspot.store.commit.PartitionRef;
import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles;

/**
 * A tree of directories with one for each table partition, such as {@code y=2026/m=11/d=22/h=7}.
 */
final class PartitionTree {
  private PartitionTree() {}

  /**
   * Walks a tree.
   *
   * @param root its directory, absolute; may not exist
   * @param found told of each table partition that has a directory
   * @param strays told of what else there is, but for names that begin with an underscore
   */
  static void walk(
      TableFiles files,
      TableSpec table,
      String root,
      Consumer<PartitionRef> found,
      TablePartitions.Strays strays) {
    walk(files, table, root, "", found, strays);
  }

  private static void walk(
      TableFiles files,
      TableSpec table,
      String root,
      String below,
      Consumer<PartitionRef> found,
      TablePartitions.Strays strays) {
    for (StoredFile child : files.list(root + below)) {
      String path = below + "/" + child.name();
      if (child.name().startsWith("_") || isScores(child, below)) {
        continue;
      }
      Optional<TablePartition> partition =
          child.directory() ? table.partition(path.substring(1)) : Optional.empty();
      if (partition.isPresent()) {
        found.accept(new PartitionRef(table.name(), partition.get()));
      } else if (child.directory() && child.name().indexOf('=') > 0) {
        walk(files, table, root, path, found, strays);
      } else {
        strays.found(child);
      }
    }
  }

  /** Spot has the tables of what it works out below the table that it was worked out from. */
  private static boolean isScores(StoredFile child, String below) {
    return below.isEmpty() && child.directory() && child.name().equals("oa");
  }
}
