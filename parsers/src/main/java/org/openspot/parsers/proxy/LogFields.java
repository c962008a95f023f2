package org.openspot.parsers.proxy;

import java.util.Arrays;

/**
 * Where the fields of a line are that has them between blanks or tabs. Values with blanks within
 * stand in quotes; a quote within such a value is doubled or follows a backslash. Not thread-safe.
 *
 * <p>Some writers put values in quotes as they are. So a quote ends a value only before a blank or
 * at the end of the line, and whether a backslash means anything is the caller's to try.
 */
final class LogFields {
  private int[] from = new int[64];
  private int[] to = new int[64];
  private boolean[] escaped = new boolean[64];
  private int count;
  private boolean open;
  private boolean ascii;
  private boolean backslashes;
  private boolean sawBackslash;

  /**
   * Finds the fields of a line, with quotes.
   *
   * @param bracketed which fields may have blanks between brackets
   * @param backslashesEscape whether a backslash makes a quote part of its value
   */
  void scan(byte[] buffer, int start, int end, boolean[] bracketed, boolean backslashesEscape) {
    clear(backslashesEscape);
    int signs = 0;
    boolean hasBracket = true;
    int i = start;
    while (true) {
      i = skipBlanks(buffer, i, end);
      if (i == end) {
        break;
      }
      int begin = i;
      if (buffer[i] == '"') {
        i = quoted(buffer, i + 1, end);
      } else {
        int close = -1;
        if (buffer[i] == '[' && hasBracket && count < bracketed.length && bracketed[count]) {
          close = indexOf(buffer, ']', i, end);
          hasBracket = close >= 0;
        }
        i = word(buffer, Math.max(i, close), end);
        add(begin, i, false);
      }
      while (begin < i) {
        signs |= buffer[begin++];
      }
    }
    ascii = signs >= 0;
  }

  /** Finds the fields of a line in which quotes mean nothing. */
  void scanWords(byte[] buffer, int start, int end) {
    clear(false);
    int signs = 0;
    int i = skipBlanks(buffer, start, end);
    while (i < end) {
      int begin = i;
      i = word(buffer, i, end);
      add(begin, i, false);
      while (begin < i) {
        signs |= buffer[begin++];
      }
      i = skipBlanks(buffer, i, end);
    }
    ascii = signs >= 0;
  }

  private void clear(boolean backslashesEscape) {
    count = 0;
    open = false;
    backslashes = backslashesEscape;
    sawBackslash = false;
  }

  static boolean isBlank(byte character) {
    return character == ' ' || character == '\t';
  }

  static int skipBlanks(byte[] buffer, int start, int end) {
    int i = start;
    while (i < end && isBlank(buffer[i])) {
      i++;
    }
    return i;
  }

  /** Where the word ends that begins at an offset. */
  static int word(byte[] buffer, int start, int end) {
    int i = start;
    while (i < end && buffer[i] != ' ' && buffer[i] != '\t') {
      i++;
    }
    return i;
  }

  /** Where a character is, or -1. */
  static int indexOf(byte[] buffer, char character, int start, int end) {
    for (int i = start; i < end; i++) {
      if (buffer[i] == character) {
        return i;
      }
    }
    return -1;
  }

  /** Adds the value that begins behind a quote and returns where to go on. */
  private int quoted(byte[] buffer, int start, int end) {
    boolean within = false;
    int i = start;
    while (i < end) {
      boolean last = i + 1 == end;
      if (buffer[i] == '"') {
        if (last || isBlank(buffer[i + 1])) {
          add(start, i, within);
          return i + 1;
        }
        if (buffer[i + 1] == '"') {
          within = true;
          i++;
        }
      } else if (buffer[i] == '\\' && !last && (buffer[i + 1] == '"' || buffer[i + 1] == '\\')) {
        sawBackslash = true;
        if (backslashes) {
          within = true;
          i++;
        }
      }
      i++;
    }
    open = true;
    add(start, end, within);
    return end;
  }

  private void add(int start, int end, boolean within) {
    if (count == from.length) {
      grow();
    }
    from[count] = start;
    to[count] = end;
    escaped[count] = within;
    count++;
  }

  private void grow() {
    from = Arrays.copyOf(from, count * 2);
    to = Arrays.copyOf(to, count * 2);
    escaped = Arrays.copyOf(escaped, count * 2);
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

  /** True if a value has quotes within that were marked as such. */
  boolean isEscaped(int field) {
    return escaped[field];
  }

  /** True if a field is a hyphen or nothing: it has no value. */
  boolean isNull(byte[] buffer, int field) {
    int length = to[field] - from[field];
    return length == 0 || (length == 1 && buffer[from[field]] == '-');
  }

  /** True if the last value of the line has no quote at its end. */
  boolean isOpen() {
    return open;
  }

  /** True if every byte of the line is ASCII. */
  boolean isAscii() {
    return ascii;
  }

  /** True if backslashes were taken to mark quotes. */
  boolean hasBackslashEscapes() {
    return backslashes;
  }

  /** True if the line reads differently when backslashes mean something and when they do not. */
  boolean dependsOnBackslashes() {
    return sawBackslash;
  }
}
