package org.openspot.store.swap;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.openspot.core.error.DataException;
import org.openspot.store.commit.PartitionRef;
import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles;
import org.openspot.store.lineage.Lineage;
import org.openspot.store.parquet.TableFile;

/**
 * The files of a table partition that OpenSpot wrote, with what their footers say.
 *
 * @param ours in the order of their names
 * @param foreign files of which the footer names no originals: written by somebody else
 */
record PartitionFiles(List<Known> ours, List<StoredFile> foreign) {
  /**
   * A file and its footer.
   *
   * @param modified when the newest of its rows came, in milliseconds since 1970
   */
  record Known(TableFile file, long modified, Lineage lineage) {
    String name() {
      return file.path().substring(file.path().lastIndexOf('/') + 1);
    }

    Swap.SwappedFile swapped() {
      return new Swap.SwappedFile(name(), lineage.rows(), file.length());
    }
  }

  /**
   * Reads the footers of what readers see in a directory.
   *
   * @throws DataException if one of them is no whole Parquet file
   */
  static PartitionFiles read(TableFiles files, String directory) {
    return read(
        files,
        directory,
        (file, e) -> {
          throw e;
        });
  }

  /** The same; what cannot be read is foreign. */
  static PartitionFiles readable(TableFiles files, String directory) {
    List<StoredFile> unreadable = new ArrayList<>();
    PartitionFiles readable = read(files, directory, (file, e) -> unreadable.add(file));
    unreadable.addAll(readable.foreign());
    return new PartitionFiles(readable.ours(), unreadable);
  }

  private static PartitionFiles read(
      TableFiles files, String directory, BiConsumer<StoredFile, DataException> unreadable) {
    List<Known> ours = new ArrayList<>();
    List<StoredFile> foreign = new ArrayList<>();
    for (StoredFile stored : files.list(directory)) {
      if (Swaps.isVisible(stored)) {
        TableFile file = TableFile.of(files, stored);
        try {
          file.footer()
              .lineage()
              .ifPresentOrElse(
                  lineage -> ours.add(new Known(file, stored.modified(), lineage)),
                  () -> foreign.add(stored));
        } catch (DataException e) {
          unreadable.accept(stored, e);
        }
      }
    }
    return new PartitionFiles(ours, foreign);
  }

  /** Those of which every row came until then. */
  PartitionFiles unchangedSince(Instant limit) {
    return new PartitionFiles(
        ours.stream().filter(known -> known.modified() <= limit.toEpochMilli()).toList(),
        foreign.stream().filter(file -> file.modified() <= limit.toEpochMilli()).toList());
  }

  static PartitionFiles read(TableFiles files, SwapLog log, PartitionRef partition) {
    return read(files, log.history(partition).current());
  }
}
