package org.openspot.store.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openspot.core.error.DataException;
import org.openspot.core.identity.FileId;
import org.openspot.schema.TableSpec;
import org.openspot.store.audit.Finding.Kind;
import org.openspot.store.commit.PartitionRef;
import org.openspot.store.commit.TableLocations;
import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles;
import org.openspot.store.lineage.Lineage;
import org.openspot.store.lineage.OriginBlock;
import org.openspot.store.parquet.TableFile;
import org.openspot.store.swap.SwapLog;
import org.openspot.store.swap.TablePartitions;

/** What the files of one table hold, original by original. Not thread-safe. */
final class TableContents {
  private final TableFiles files;
  private final TableSpec table;
  private final TableLocations tables;
  private final SwapLog swaps;
  private final boolean deep;
  private final Map<FileId, Long> found = new HashMap<>();
  private final Map<FileId, Long> retired = new HashMap<>();
  private final Map<FileId, String> names = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private long fileCount;
  private long foreign;

  TableContents(
      TableFiles files, TableLocations tables, TableSpec table, SwapLog swaps, boolean deep) {
    this.files = files;
    this.table = table;
    this.tables = tables;
    this.swaps = swaps;
    this.deep = deep;
  }

  /**
   * Reads every footer of files that changed at or after a time.
   *
   * @param since milliseconds since 1970; what an original brought is never older than itself
   */
  void read(long since) {
    TablePartitions partitions = new TablePartitions(files, tables, swaps);
    Collection<PartitionRef> found =
        partitions.of(
            table,
            stray ->
                findings.add(
                    new Finding(Kind.ORPHANED, stray.path(), "not in the directory of an hour")));
    for (PartitionRef partition : found) {
      readPartition(partition, partitions.visible(partition), since);
    }
  }

  private void readPartition(PartitionRef partition, Collection<StoredFile> visible, long since) {
    Map<FileId, List<Located>> blocks = new HashMap<>();
    for (StoredFile stored : visible) {
      if (stored.modified() >= since) {
        readFile(TableFile.of(files, stored), blocks);
      }
    }
    blocks.values().forEach(this::requireApart);
    swaps.removed(partition).forEach((file, rows) -> retired.merge(file, rows, Long::sum));
  }

  private record Located(String path, OriginBlock block) {}

  private void readFile(TableFile file, Map<FileId, List<Located>> blocks) {
    fileCount++;
    Lineage lineage;
    try {
      TableFile.Footer footer = file.footer();
      if (footer.lineage().isEmpty()) {
        foreign++;
        return;
      }
      lineage = footer.lineage().get();
      if (deep) {
        requireRows(file, footer.rows());
      }
    } catch (DataException e) {
      findings.add(new Finding(Kind.DAMAGED, file.path(), e.getMessage()));
      return;
    }
    for (OriginBlock block : lineage.blocks()) {
      FileId original = block.origin().file();
      found.merge(original, block.rows(), Long::sum);
      names.putIfAbsent(original, block.origin().name());
      blocks
          .computeIfAbsent(original, id -> new ArrayList<>(1))
          .add(new Located(file.path(), block));
    }
  }

  private void requireRows(TableFile file, long expected) {
    long rows = 0;
    try (TableFile.Rows reading = file.rows(table)) {
      while (reading.next() != null) {
        rows++;
      }
    }
    if (rows != expected) {
      throw new DataException(file.path() + " has " + rows + " rows; its footer says " + expected);
    }
  }

  /** Blocks of one original in one table partition have no record in common. */
  private void requireApart(List<Located> blocks) {
    blocks.sort(Comparator.comparing((Located located) -> located.block().records().from()));
    for (int i = 1; i < blocks.size(); i++) {
      Located before = blocks.get(i - 1);
      Located here = blocks.get(i);
      if (here.block().records().from() < before.block().records().to()) {
        findings.add(
            new Finding(
                Kind.TWICE,
                here.block().origin().name(),
                "records "
                    + here.block().records()
                    + " in "
                    + here.path()
                    + " and "
                    + before.block().records()
                    + " in "
                    + before.path()));
      }
    }
  }

  /** The rows of an original in the files. */
  long found(FileId file) {
    return found.getOrDefault(file, 0L);
  }

  /** The rows of an original that retention took out. */
  long retired(FileId file) {
    return retired.getOrDefault(file, 0L);
  }

  /** Every original that rows say they are from. */
  Map<FileId, String> names() {
    return names;
  }

  List<Finding> findings() {
    return findings;
  }

  long fileCount() {
    return fileCount;
  }

  long foreign() {
    return foreign;
  }
}
