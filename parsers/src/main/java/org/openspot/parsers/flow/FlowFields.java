package org.openspot.parsers.flow;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Where the fields of a line are that has them between commas, padded with blanks. Not thread-safe.
 */
final class FlowFields {
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long EIGHT_BLANKS = 0x2020202020202020L;

  /** Where each field begins, in the buffer scanned last. */
  final int[] from;

  /** Where each field ends. */
  final int[] to;

  private int count;

  /** Room for the positions of that many fields. */
  FlowFields(int fields) {
    from = new int[fields];
    to = new int[fields];
  }

  /**
   * Finds the end of the line that begins at an offset, and its fields.
   *
   * @return the position of its line feed, or -1 if there is none before the limit
   */
  int scan(byte[] buffer, int offset, int limit) {
    count = 0;
    int i = offset;
    while (true) {
      // Addresses are padded to 39 characters: most of a line is blanks.
      while (i + Long.BYTES <= limit && (long) EIGHT_BYTES.get(buffer, i) == EIGHT_BLANKS) {
        i += Long.BYTES;
      }
      while (i < limit && buffer[i] == ' ') {
        i++;
      }
      int start = i;
      while (i < limit && buffer[i] != ',' && buffer[i] != '\n') {
        i++;
      }
      if (i == limit) {
        return -1;
      }
      add(buffer, start, i);
      if (buffer[i] == '\n') {
        return i;
      }
      i++;
    }
  }

  private void add(byte[] buffer, int start, int end) {
    if (count < from.length) {
      int last = end;
      while (last > start && buffer[last - 1] == ' ') {
        last--;
      }
      from[count] = start;
      to[count] = last;
    }
    count++;
  }

  /** How many fields the line scanned last has, also beyond those there is room for. */
  int count() {
    return count;
  }

  /** A whole number of digits only, up to a limit; -1 for anything else. */
  static long number(byte[] buffer, int start, int end, long max) {
    if (start == end || end - start > 19) {
      return -1;
    }
    long value = 0;
    for (int i = start; i < end; i++) {
      int digit = buffer[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    // 19 digits can pass Long.MAX_VALUE, but not twice: then it is negative.
    return value > max ? -1 : value;
  }
}
