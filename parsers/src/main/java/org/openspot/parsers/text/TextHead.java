package org.openspot.parsers.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.openspot.core.error.DataException;
import org.openspot.core.error.FileTrouble;
import org.openspot.core.error.RetriableException;

/** The beginning of a file, by which is told whether it is a text. */
public final class TextHead {
  private static final int INSPECTED_BYTES = 1 << 16;

  /** What begins like this is no text: gzip, bzip2, xz, zstd, zip, captures. */
  private static final List<byte[]> NO_TEXT =
      List.of(
          bytes(0x1f, 0x8b),
          bytes('B', 'Z', 'h'),
          bytes(0xfd, '7', 'z', 'X', 'Z'),
          bytes(0x28, 0xb5, 0x2f, 0xfd),
          bytes('P', 'K', 3, 4),
          bytes(0xd4, 0xc3, 0xb2, 0xa1),
          bytes(0xa1, 0xb2, 0xc3, 0xd4),
          bytes(0x4d, 0x3c, 0xb2, 0xa1),
          bytes(0xa1, 0xb2, 0x3c, 0x4d),
          bytes(0x0a, 0x0d, 0x0d, 0x0a));

  private static final byte[] BYTE_ORDER_MARK = bytes(0xef, 0xbb, 0xbf);

  private TextHead() {}

  private static byte[] bytes(int... values) {
    byte[] result = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (byte) values[i];
    }
    return result;
  }

  /**
   * The first 64 KiB of a text.
   *
   * @throws DataException if the file is empty, or no text
   * @throws RetriableException if it cannot be read
   */
  public static byte[] read(Path file) {
    try (InputStream content = Files.newInputStream(file)) {
      byte[] head = content.readNBytes(INSPECTED_BYTES);
      check(head);
      return head;
    } catch (IOException e) {
      throw new RetriableException("cannot read " + file + ": " + FileTrouble.reason(e), e);
    }
  }

  private static void check(byte[] head) {
    if (head.length == 0) {
      throw new DataException("empty file");
    }
    for (byte[] magic : NO_TEXT) {
      if (begins(magic, head, 0, head.length)) {
        throw new DataException("not a text: compressed, or a capture");
      }
    }
    for (byte b : head) {
      if (b == 0) {
        throw new DataException("not a text: it has zero bytes");
      }
    }
  }

  /** Where a text's first line begins: behind its byte order mark, if it has one. */
  public static int skipByteOrderMark(byte[] buffer, int from, int to) {
    return begins(BYTE_ORDER_MARK, buffer, from, to) ? from + BYTE_ORDER_MARK.length : from;
  }

  private static boolean begins(byte[] what, byte[] buffer, int from, int to) {
    return to - from >= what.length
        && Arrays.equals(buffer, from, from + what.length, what, 0, what.length);
  }
}
