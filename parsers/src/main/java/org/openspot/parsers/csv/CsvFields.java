package org.openspot.parsers.csv;

import java.nio.charset.StandardCharsets;

/**
 * Where the fields of a line of CSV are, as RFC 4180 has them: between commas, in quotes where a
 * value holds commas or quotes, with quotes within doubled. A quote within a value that does not
 * begin with one is part of it. Not thread-safe.
 */
final class CsvFields {
  private final int[] from;
  private final int[] to;
  private final boolean[] doubled;
  private int count;
  private byte[] scratch = new byte[256];

  private byte[] array = scratch;
  private int offset;
  private int length;

  /** Fields of lines that should have so many. */
  CsvFields(int expected) {
    from = new int[expected];
    to = new int[expected];
    doubled = new boolean[expected];
  }

  /**
   * Finds the fields of a line.
   *
   * @return what is wrong with the line, null if nothing is
   */
  String scan(byte[] buffer, int start, int end) {
    count = 0;
    int i = start;
    while (true) {
      boolean quoted = i < end && buffer[i] == '"';
      int begin = quoted ? i + 1 : i;
      boolean within = false;
      if (quoted) {
        i = begin;
        while (i < end && (buffer[i] != '"' || (i + 1 < end && buffer[i + 1] == '"'))) {
          boolean pair = buffer[i] == '"';
          within |= pair;
          i += pair ? 2 : 1;
        }
        if (i >= end) {
          return "quoted value without an end";
        }
        add(begin, i, within);
        i++;
        if (i < end && buffer[i] != ',') {
          return "quoted value that goes on behind its end";
        }
      } else {
        while (i < end && buffer[i] != ',') {
          i++;
        }
        add(begin, i, false);
      }
      if (i == end) {
        return null;
      }
      i++;
    }
  }

  private void add(int begin, int end, boolean within) {
    if (count < from.length) {
      from[count] = begin;
      to[count] = end;
      doubled[count] = within;
    }
    count++;
  }

  /** How many fields the line scanned last has. */
  int count() {
    return count;
  }

  /** Where a field's value begins, without its quote. */
  int from(int field) {
    return from[field];
  }

  /** Where a field's value ends. */
  int to(int field) {
    return to[field];
  }

  /** Takes a field's value, with one quote for two; it is what the next three methods say. */
  void take(byte[] buffer, int field) {
    array = buffer;
    offset = from[field];
    length = to[field] - offset;
    if (doubled[field]) {
      if (scratch.length < length) {
        scratch = new byte[Math.max(length, 2 * scratch.length)];
      }
      int put = 0;
      for (int i = offset; i < offset + length; i++) {
        i += buffer[i] == '"' ? 1 : 0;
        scratch[put++] = buffer[i];
      }
      array = scratch;
      offset = 0;
      length = put;
    }
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

  /** True if a field's value is a word of ASCII. */
  boolean is(String word, byte[] buffer, int field) {
    take(buffer, field);
    return word.length() == length
        && word.equals(new String(array, offset, length, StandardCharsets.US_ASCII));
  }
}
