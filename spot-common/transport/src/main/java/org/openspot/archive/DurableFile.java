package org.openspot.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.openspot.core.identity.FileId;

/** Writes files of which closed means on disk. */
final class DurableFile {
  private static final int BUFFER = 128 * 1024;

  private DurableFile() {}

  /**
   * Copies a stream to a new file and verifies the file's length.
   *
   * @param hasher sees every byte
   * @return how many bytes
   * @throws UncheckedIOException if the stream cannot be read
   * @throws IOException if the file cannot be written
   */
  static long write(FileSystem fs, Path path, InputStream content, FileId.Hasher hasher)
      throws IOException {
    long size = 0;
    try (OutputStream out = create(fs, path)) {
      byte[] buffer = new byte[BUFFER];
      int n;
      while ((n = read(content, buffer)) >= 0) {
        hasher.update(buffer, 0, n);
        out.write(buffer, 0, n);
        size += n;
      }
    }
    long stored = fs.getFileStatus(path).getLen();
    if (stored != size) {
      throw new IOException(path + " has " + stored + " bytes where " + size + " were written");
    }
    return size;
  }

  private static OutputStream create(FileSystem fs, Path path) throws IOException {
    return new HdfsOutput(
        fs.create(
            path,
            FsPermission.getFileDefault(),
            EnumSet.of(CreateFlag.CREATE, CreateFlag.SYNC_BLOCK),
            BUFFER,
            fs.getDefaultReplication(path),
            fs.getDefaultBlockSize(path),
            null));
  }

  /** Tells a source that cannot be read from a file that cannot be written. */
  private static int read(InputStream content, byte[] buffer) {
    try {
      return content.read(buffer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
