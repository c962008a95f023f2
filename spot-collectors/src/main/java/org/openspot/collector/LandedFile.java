package org.openspot.collector;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.openspot.core.identity.FileId;
import org.openspot.parsers.text.FirstBytes;

/**
 * A regular file in a landing directory, as it was when work on it began.
 *
 * @param path where it is
 * @param name its name
 * @param stamp what it was; of a beginning, with that size
 * @param begun the original that its beginning was sent as, or null if it is read to its end
 */
record LandedFile(Path path, LandedName name, FileStamp stamp, FileId begun) {
  /** A file to be read to its end. */
  static LandedFile whole(Path path, LandedName name, FileStamp stamp) {
    return new LandedFile(path, name, stamp, null);
  }

  /** The beginning of a file that has grown since that was begun to be sent. */
  static LandedFile beginning(Path path, LandedName name, FileStamp stamp, Begun.Note note) {
    FileStamp then =
        new FileStamp(
            stamp.kind(),
            stamp.device(),
            stamp.inode(),
            note.size(),
            stamp.modified(),
            stamp.changed());
    return new LandedFile(path, name, then, note.original());
  }

  /** Its bytes. Their end is only reached by a file that did not change meanwhile. */
  InputStream open() throws IOException {
    InputStream in = Files.newInputStream(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    if (begun != null) {
      return new FirstBytes(in, stamp.size());
    }
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        return checked(super.read());
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        return checked(super.read(buffer, offset, length));
      }

      private int checked(int result) throws IOException {
        if (result < 0 && !FileStamp.read(path).equals(stamp)) {
          throw new ChangedException(name);
        }
        return result;
      }
    };
  }

  /** Its bytes, at most as many as there were. */
  byte[] readAll() throws IOException {
    try (InputStream in = open()) {
      byte[] content = in.readNBytes((int) stamp.size());
      if (content.length < stamp.size() || in.read() >= 0) {
        throw new ChangedException(name);
      }
      return content;
    }
  }
}
