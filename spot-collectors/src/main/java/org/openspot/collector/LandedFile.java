package org.openspot.collector;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A regular file in a landing directory, as it was when work on it began.
 *
 * @param path where it is
 * @param name its name
 * @param stamp what it was
 */
record LandedFile(Path path, LandedName name, FileStamp stamp) {
  /** Its bytes. Their end is only reached by a file that did not change meanwhile. */
  InputStream open() throws IOException {
    InputStream in = Files.newInputStream(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
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
