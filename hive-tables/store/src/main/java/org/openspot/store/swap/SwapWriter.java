package org.openspot.store.swap;

import java.util.ArrayList;
import java.util.List;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.RowBuffer;
import org.openspot.store.files.TableFiles;
import org.openspot.store.lineage.OriginBlock;
import org.openspot.store.parquet.ParquetRowFile;

/**
 * Writes the files that a swap adds, each ended by the block that takes it beyond a limit. Not
 * thread-safe.
 */
final class SwapWriter {
  private final TableFiles files;
  private final TableSpec table;
  private final Swaps.Draft draft;
  private final RewriteSettings settings;
  private final List<Swap.SwappedFile> finished = new ArrayList<>();
  private ParquetRowFile file;
  private String name;

  SwapWriter(TableFiles files, TableSpec table, Swaps.Draft draft, RewriteSettings settings) {
    this.files = files;
    this.table = table;
    this.draft = draft;
    this.settings = settings;
  }

  /**
   * Says from where the next rows are. They go to one file: which record each of them was is not
   * known, so that nobody could say which of them are where.
   */
  void begin(OriginBlock block) {
    if (file != null && file.bytes() >= settings.targetBytes()) {
      finishFile();
    }
    if (file == null) {
      name = "swap-" + draft.number() + "-" + draft.id() + "-" + finished.size() + ".parquet";
      file = new ParquetRowFile(files, draft.to() + "/" + name, table, settings.rowGroupBytes());
    }
    file.begin(block);
  }

  /** Writes a row of the block begun last. */
  void write(RowBuffer row) {
    file.write(row);
  }

  private void finishFile() {
    long length = file.finish();
    finished.add(new Swap.SwappedFile(name, file.rows(), length));
    file = null;
  }

  /** The files, all of them finished. */
  List<Swap.SwappedFile> finish() {
    if (file != null) {
      finishFile();
    }
    return List.copyOf(finished);
  }

  /** Lets go of what is not finished. */
  void abandon() {
    if (file != null) {
      file.abandon();
      file = null;
    }
  }
}
