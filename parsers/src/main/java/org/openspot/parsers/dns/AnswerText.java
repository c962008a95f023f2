package org.openspot.parsers.dns;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The answers of a response as one text, {@code |} between them, as Spot's screens take it apart.
 * Within an answer a {@code |} is written {@code \174} and a control character likewise, in octal,
 * as tshark writes them in names. Not thread-safe.
 */
final class AnswerText {
  private static final int ESCAPE_BYTES = 4;

  private byte[] bytes = new byte[256];
  private int length;
  private int answers;

  void clear() {
    length = 0;
    answers = 0;
  }

  /** Begins an answer. */
  void begin() {
    if (answers++ > 0) {
      room(1);
      bytes[length++] = '|';
    }
  }

  /** Adds to the answer begun last. */
  void add(byte[] source, int start, int end) {
    room((end - start) * ESCAPE_BYTES);
    for (int i = start; i < end; i++) {
      byte b = source[i];
      if (b == '|' || b == 0x7f || (b >= 0 && b < ' ')) {
        bytes[length++] = '\\';
        bytes[length++] = (byte) ('0' + (b >> 6));
        bytes[length++] = (byte) ('0' + (b >> 3 & 7));
        bytes[length++] = (byte) ('0' + (b & 7));
      } else {
        bytes[length++] = b;
      }
    }
  }

  /** Makes the answer begun last that of a type whose data is not shown, as RFC 3597 has it. */
  void addType(long type) {
    byte[] text = ("TYPE" + type).getBytes(StandardCharsets.US_ASCII);
    add(text, 0, text.length);
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
    }
  }

  boolean isEmpty() {
    return answers == 0;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }
}
