package org.openspot.store.commit;

import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles;
import org.openspot.store.files.TableFiles.Renamed;

/**
 * Moves committed files out of staging, to where readers look for them, whatever swaps take place
 * meanwhile.
 */
final class FilePublisher {
  private final TableFiles files;
  private final PartitionDirectories directories;

  FilePublisher(TableFiles files, PartitionDirectories directories) {
    this.files = files;
    this.directories = directories;
  }

  /**
   * Has a committed file where readers look for it. May be done again, by another worker too.
   *
   * @return where its table partition is now
   * @throws CommittedFileMissingException if it is neither staged nor published
   */
  PartitionPlace publish(DataFile file, PartitionRef partition) {
    PartitionPlace place = directories.of(partition);
    Renamed renamed = files.renameNew(file.staging(), place.current() + "/" + file.name());
    PartitionPlace now = directories.of(partition);
    if (renamed != Renamed.DONE) {
      bring(file, now);
    }
    while (!now.current().equals(place.current())) {
      place = now;
      bring(file, place);
      now = directories.of(partition);
    }
    return now;
  }

  /** Has a file that left staging earlier in the directory that counts today. */
  private void bring(DataFile file, PartitionPlace place) {
    String target = place.current() + "/" + file.name();
    long found = length(target);
    if (found == file.length() || (found < 0 && place.absorbed(file.name()))) {
      return;
    }
    for (String former : place.former()) {
      String source = former + "/" + file.name();
      if (found < 0 && length(source) == file.length()) {
        files.renameNew(source, target);
        found = length(target);
      }
    }
    if (found != file.length()) {
      throw new CommittedFileMissingException(
          target
              + " is committed with "
              + file.length()
              + " bytes but "
              + (found < 0 ? "is neither there nor staged" : "has " + found)
              + ": see docs/operations.md, A committed file is missing");
    }
  }

  private long length(String path) {
    return files.find(path).map(StoredFile::length).orElse(-1L);
  }
}
