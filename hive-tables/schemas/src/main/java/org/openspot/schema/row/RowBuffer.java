package org.openspot.schema.row;

import java.util.Arrays;

/**
 * The columns of one row, held without an object per value, to be filled and read again and again.
 * Not thread-safe.
 */
public final class RowBuffer {
  private final boolean[] present;
  private final long[] numbers;
  private final int[] offsets;
  private final int[] lengths;
  private byte[] bytes = new byte[512];
  private int used;

  /** A buffer for rows of that many columns. */
  public RowBuffer(int columns) {
    present = new boolean[columns];
    numbers = new long[columns];
    offsets = new int[columns];
    lengths = new int[columns];
  }

  /** Forgets every value. */
  public void clear() {
    Arrays.fill(present, false);
    used = 0;
  }

  public void setInt(int column, int value) {
    present[column] = true;
    numbers[column] = value;
  }

  public void setLong(int column, long value) {
    present[column] = true;
    numbers[column] = value;
  }

  public void setFloat(int column, float value) {
    present[column] = true;
    numbers[column] = Float.floatToRawIntBits(value);
  }

  public void setDouble(int column, double value) {
    present[column] = true;
    numbers[column] = Double.doubleToRawLongBits(value);
  }

  public void setBytes(int column, byte[] buffer, int offset, int length) {
    if (used + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(used + length, bytes.length * 2));
    }
    System.arraycopy(buffer, offset, bytes, used, length);
    present[column] = true;
    offsets[column] = used;
    lengths[column] = length;
    used += length;
  }

  public boolean isPresent(int column) {
    return present[column];
  }

  public int intValue(int column) {
    return (int) numbers[column];
  }

  public long longValue(int column) {
    return numbers[column];
  }

  public float floatValue(int column) {
    return Float.intBitsToFloat((int) numbers[column]);
  }

  public double doubleValue(int column) {
    return Double.longBitsToDouble(numbers[column]);
  }

  /** The array in which the column's bytes are; valid until the next change of this buffer. */
  public byte[] array() {
    return bytes;
  }

  public int offset(int column) {
    return offsets[column];
  }

  public int length(int column) {
    return lengths[column];
  }
}
