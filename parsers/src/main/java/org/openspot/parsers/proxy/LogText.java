package org.openspot.parsers.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A value as it goes into a column: without marks before its quotes, and UTF-8 whatever it was.
 * Points into the line where nothing has to change. Not thread-safe.
 */
final class LogText {
  private byte[] scratch = new byte[256];

  private byte[] array = scratch;
  private int offset;
  private int length;

  /** Takes a piece of a line as it is, ASCII or not. */
  void take(byte[] buffer, int from, int to, boolean ascii) {
    array = buffer;
    offset = from;
    length = to - from;
    if (!ascii) {
      repair();
    }
  }

  /** Takes a field's value. */
  void take(byte[] buffer, LogFields fields, int field) {
    int from = fields.from(field);
    int to = fields.to(field);
    if (fields.isEscaped(field)) {
      to = unescape(buffer, from, to, fields.hasBackslashEscapes());
      take(scratch, 0, to, fields.isAscii());
    } else {
      take(buffer, from, to, fields.isAscii());
    }
  }

  /** Replaces what is not UTF-8, as Java does. */
  private void repair() {
    for (int i = offset; i < offset + length; i++) {
      if (array[i] < 0) {
        array =
            new String(array, offset, length, StandardCharsets.UTF_8)
                .getBytes(StandardCharsets.UTF_8);
        offset = 0;
        length = array.length;
        return;
      }
    }
  }

  private int unescape(byte[] buffer, int from, int to, boolean backslashes) {
    if (scratch.length < to - from) {
      scratch = new byte[Math.max(to - from, 2 * scratch.length)];
    }
    int put = 0;
    for (int i = from; i < to; i++) {
      byte next = i + 1 < to ? buffer[i + 1] : 0;
      if (next == '"' && (buffer[i] == '"' || (backslashes && buffer[i] == '\\'))) {
        i++;
      } else if (backslashes && buffer[i] == '\\' && next == '\\') {
        scratch[put++] = '\\'; // stays two: names of shares begin so, and who writes does not say
        i++;
      }
      scratch[put++] = buffer[i];
    }
    return put;
  }

  byte[] array() {
    return array;
  }

  int offset() {
    return offset;
  }

  int length() {
    return length;
  }

  /** Copies the value behind what a buffer has, and returns the buffer or a longer one. */
  byte[] appendTo(byte[] target, int filled) {
    byte[] result = target;
    if (result.length < filled + length) {
      result = Arrays.copyOf(result, Math.max(filled + length, 2 * result.length));
    }
    System.arraycopy(array, offset, result, filled, length);
    return result;
  }
}
