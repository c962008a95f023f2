package org.openspot.scoring.model.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.openspot.schema.row.RowBuffer;

/** Bytes put together to look something up by, filled again and again. Not thread-safe. */
final class RowKey {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

  private byte[] bytes = new byte[256];
  private int length;

  void clear() {
    length = 0;
  }

  void put(long number) {
    ensure(Long.BYTES);
    LONGS.set(bytes, length, number);
    length += Long.BYTES;
  }

  /** Adds a text column, so that no two rows with other texts give the same bytes. */
  void putText(RowBuffer row, int column) {
    if (!row.isPresent(column)) {
      put(-1);
      return;
    }
    int size = row.length(column);
    put(size);
    ensure(size);
    System.arraycopy(row.array(), row.offset(column), bytes, length, size);
    length += size;
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
  }

  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** A number that differs for most other bytes. */
  static int hash(byte[] bytes, int offset, int length) {
    long hash = length;
    int at = offset;
    int end = offset + length;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      hash = (hash ^ (long) LONGS.get(bytes, at)) * MULTIPLIER;
      hash ^= hash >>> 32;
    }
    long rest = 0;
    for (; at < end; at++) {
      rest = rest << Byte.SIZE | (bytes[at] & 0xff);
    }
    hash = (hash ^ rest) * MULTIPLIER;
    return (int) (hash ^ hash >>> 32);
  }
}
