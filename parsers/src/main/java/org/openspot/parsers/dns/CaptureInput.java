package org.openspot.parsers.dns;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.ZipException;
import org.openspot.core.error.DataException;

/** The bytes of a capture, in the byte order of whoever wrote it. Not thread-safe. */
final class CaptureInput {
  private final InputStream in;
  private final ByteBuffer buffer = ByteBuffer.allocate(32);
  private long position;

  CaptureInput(InputStream in) {
    this.in = in;
  }

  /** How the numbers that follow are written. */
  void order(ByteOrder order) {
    buffer.order(order);
  }

  ByteOrder order() {
    return buffer.order();
  }

  /**
   * Reads so many bytes, at most 32.
   *
   * @return them, until the next call; or null at the end of the capture
   * @throws DataException if the capture ends within them
   */
  ByteBuffer read(int count, String what) throws IOException {
    int found;
    try {
      found = in.readNBytes(buffer.array(), 0, count);
    } catch (EOFException | ZipException e) {
      throw notWhole(e);
    }
    position += found;
    if (found == 0) {
      return null;
    }
    if (found < count) {
      throw new DataException(what + " is cut off");
    }
    return buffer.clear().limit(count);
  }

  /** As {@link #read}, but there has to be something. */
  ByteBuffer need(int count, String what) throws IOException {
    ByteBuffer found = read(count, what);
    if (found == null) {
      throw new DataException(what + " is cut off");
    }
    return found;
  }

  /** Steps over so many bytes, which have to be there. */
  void skip(long count, String what) throws IOException {
    try {
      in.skipNBytes(count);
      position += count;
    } catch (ZipException e) {
      throw notWhole(e);
    } catch (EOFException e) {
      throw new DataException(what + " is cut off", e);
    }
  }

  /** How many bytes were read or stepped over. */
  long position() {
    return position;
  }

  static DataException notWhole(IOException e) {
    return new DataException("the compressed data is cut off or damaged: " + e.getMessage(), e);
  }
}
