package org.openspot.parsers.dns;

/**
 * The fields of a line that tshark printed, and the values of each field, which are taken one after
 * the other. Works on bytes where they are. Not thread-safe.
 */
final class TsharkLine {
  private final int[] from = new int[TsharkField.COUNT];
  private final int[] to = new int[TsharkField.COUNT];

  /** Where the next value begins; past the end of the field if there is none. */
  private final int[] next = new int[TsharkField.COUNT];

  private byte[] buffer = new byte[0];
  private int start;
  private int end;

  /**
   * Finds the fields of a line.
   *
   * @param lineEnd where its line feed is
   * @return false if these are not the fields asked for
   */
  boolean read(byte[] bytes, int lineStart, int lineEnd) {
    buffer = bytes;
    int count = 0;
    int fieldStart = lineStart;
    for (int i = lineStart; i <= lineEnd; i++) {
      if (i == lineEnd || bytes[i] == TsharkField.SEPARATOR) {
        if (count == TsharkField.COUNT) {
          return false;
        }
        from[count] = fieldStart;
        to[count] = i;
        count++;
        fieldStart = i + 1;
      }
    }
    rewind();
    return count == TsharkField.COUNT;
  }

  /** Lets every field begin with its first value again. */
  void rewind() {
    System.arraycopy(from, 0, next, 0, next.length);
  }

  /** True if the packet does not have the field, or only an empty value of it. */
  boolean isEmpty(TsharkField field) {
    return from[position(field)] == to[position(field)];
  }

  /** How many values a field has, where none of them is empty. */
  int count(TsharkField field) {
    if (isEmpty(field)) {
      return 0;
    }
    int count = 1;
    for (int i = from[position(field)]; i < to[position(field)]; i++) {
      if (buffer[i] == TsharkField.AGGREGATOR) {
        count++;
      }
    }
    return count;
  }

  /**
   * Takes the next value of a field; {@link #start} and {@link #end} say where it is.
   *
   * @return false if there is none left. A field that is not there has one empty value.
   */
  boolean take(TsharkField field) {
    int number = position(field);
    if (next[number] > to[number]) {
      return false;
    }
    start = next[number];
    int i = start;
    while (i < to[number] && buffer[i] != TsharkField.AGGREGATOR) {
      i++;
    }
    end = i;
    next[number] = i + 1;
    return true;
  }

  /** Takes the last value of a field, and with it all before. */
  boolean takeLast(TsharkField field) {
    int number = position(field);
    int i = to[number];
    while (i > from[number] && buffer[i - 1] != TsharkField.AGGREGATOR) {
      i--;
    }
    next[number] = i;
    return take(field) && end > start;
  }

  /** Takes the next value, a whole number of digits only up to a limit; -1 if there is none. */
  long takeNumber(TsharkField field, long max) {
    return take(field) ? number(start, end, max) : -1;
  }

  /** True if no value of the field is left. */
  boolean isUsedUp(TsharkField field) {
    return isEmpty(field) || next[position(field)] > to[position(field)];
  }

  /** Where the value taken last begins. */
  int start() {
    return start;
  }

  /** Where the value taken last ends. */
  int end() {
    return end;
  }

  /** A whole number of digits only, up to a limit; -1 for anything else. */
  long number(int numberStart, int numberEnd, long max) {
    if (numberStart >= numberEnd || numberEnd - numberStart > 18) {
      return -1;
    }
    long value = 0;
    for (int i = numberStart; i < numberEnd; i++) {
      int digit = buffer[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value > max ? -1 : value;
  }

  @SuppressWarnings("EnumOrdinal") // fields are printed in the order of their declaration
  private static int position(TsharkField field) {
    return field.ordinal();
  }
}
