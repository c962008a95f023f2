package org.openspot.store.files;

import java.util.List;
import java.util.Optional;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.SeekableInputStream;
import org.openspot.core.error.RetriableException;

/**
 * The file system that holds the tables. Paths are absolute, with slashes. Thread-safe.
 *
 * <p>Every method throws {@link RetriableException} where the file system is away or refuses; after
 * that nothing is known about whether the operation took place.
 */
public interface TableFiles {
  /** A path's URI, as Hive wants it for a location. */
  String uri(String path);

  /** Writes a new file; once this returns its bytes are on disk. Missing directories are made. */
  void writeNew(String path, byte[] content);

  /** A new file to stream into; once closed its bytes are on disk. Missing directories are made. */
  PositionOutputStream create(String path);

  /** A whole small file, or nothing if there is none. */
  Optional<byte[]> read(String path);

  /** Up to {@code length} bytes from a position on; fewer only at the end of the file. */
  byte[] read(String path, long position, int length);

  /** A file to be read from any place in it; it must be there. */
  SeekableInputStream open(String path);

  /** What there is about one path, or nothing if nothing is there. */
  Optional<StoredFile> find(String path);

  /** The files and directories in a directory, ordered by name; empty if there is no such one. */
  List<StoredFile> list(String directory);

  /**
   * Renames a file in one step, never over an existing one. Missing target directories are made.
   *
   * @return whether the file was renamed, or why it was not
   */
  Renamed renameNew(String from, String to);

  /** Says when a file was changed last: what is copied is as old as what it is a copy of. */
  void setModified(String path, long modified);

  /** Deletes a file, or a directory with all in it. Nothing there is not an error. */
  void delete(String path);

  /** Deletes a directory if nothing is in it, in one step. Nothing there is not an error. */
  void deleteEmpty(String directory);

  /** What a rename came to. */
  enum Renamed {
    DONE,
    /** Something has the target's name. Nothing was changed. */
    TARGET_EXISTS,
    /** There is no such file to rename. Nothing was changed. */
    NO_SOURCE
  }
}
