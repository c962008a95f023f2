package org.openspot.store.swap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openspot.core.error.DataException;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.RowBuffer;
import org.openspot.store.lineage.OriginBlock;
import org.openspot.store.parquet.TableFile;
import org.openspot.store.swap.PartitionFiles.Known;

/**
 * Copies rows from table files block by block, in the order of their originals. Few files are open
 * at once: blocks that are neighbours in that order mostly are in their file too. Not thread-safe;
 * close it.
 */
final class BlockCopy implements AutoCloseable {
  private static final int OPEN_FILES = 16;

  /** A block and where it is. */
  record Placed(Known file, long firstRow, OriginBlock block) {}

  private final TableSpec table;
  private final Map<String, Reading> open = new LinkedHashMap<>(8, 0.75f, true);

  BlockCopy(TableSpec table) {
    this.table = table;
  }

  /** Every block of some files, in the order in which they belong. */
  static List<Placed> inOrder(List<Known> files) {
    List<Placed> blocks = new ArrayList<>();
    for (Known file : files) {
      long row = 0;
      for (OriginBlock block : file.lineage().blocks()) {
        blocks.add(new Placed(file, row, block));
        row += block.rows();
      }
    }
    blocks.sort(Comparator.comparing(Placed::block, OriginBlock.ORDER));
    return blocks;
  }

  /** Copies a block's rows. */
  void copy(Placed block, SwapWriter to) {
    Reading reading = at(block);
    to.begin(block.block());
    for (long i = 0; i < block.block().rows(); i++) {
      to.write(reading.next());
    }
  }

  private Reading at(Placed block) {
    String path = block.file().file().path();
    Reading reading = open.get(path);
    if (reading != null && reading.position > block.firstRow()) {
      open.remove(path).rows.close();
      reading = null;
    }
    if (reading == null) {
      if (open.size() >= OPEN_FILES) {
        String eldest = open.keySet().iterator().next();
        open.remove(eldest).rows.close();
      }
      reading = new Reading(path, block.file().file().rows(table));
      open.put(path, reading);
    }
    while (reading.position < block.firstRow()) {
      reading.next();
    }
    return reading;
  }

  @Override
  public void close() {
    open.values().forEach(reading -> reading.rows.close());
    open.clear();
  }

  private static final class Reading {
    private final String path;
    private final TableFile.Rows rows;
    private long position;

    Reading(String path, TableFile.Rows rows) {
      this.path = path;
      this.rows = rows;
    }

    RowBuffer next() {
      RowBuffer row = rows.next();
      if (row == null) {
        throw new DataException(path + " ends after " + position + " rows, before its footer says");
      }
      position++;
      return row;
    }
  }
}
