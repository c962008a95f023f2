package org.openspot.parsers.csv;

import java.nio.charset.StandardCharsets;

/** A number read from digits, as Java writes it. Not thread-safe. */
final class CsvNumber {
  private long whole;
  private float fraction;

  /** Reads a whole number that is in a range; false if there is none. */
  boolean readWhole(byte[] buffer, int from, int to, long lowest, long highest) {
    boolean negative = from < to && buffer[from] == '-';
    int i = negative ? from + 1 : from;
    if (i == to) {
      return false;
    }
    long below = 0; // negative, as there is one more of those
    for (; i < to; i++) {
      int digit = buffer[i] - '0';
      if (digit < 0 || digit > 9 || below < Long.MIN_VALUE / 10) {
        return false;
      }
      below *= 10;
      if (below < Long.MIN_VALUE + digit) {
        return false;
      }
      below -= digit;
    }
    if (!negative && below == Long.MIN_VALUE) {
      return false;
    }
    whole = negative ? below : -below;
    return whole >= lowest && whole <= highest;
  }

  /** The whole number read last. */
  long whole() {
    return whole;
  }

  /** Reads a finite number with or without decimals and exponent; false if there is none. */
  boolean readFraction(byte[] buffer, int from, int to) {
    int i = sign(buffer, from, to);
    int point = digits(buffer, i, to);
    int end = point;
    boolean hasDigits = point > i;
    if (end < to && buffer[end] == '.') {
      end = digits(buffer, point + 1, to);
      hasDigits |= end > point + 1;
    }
    if (!hasDigits) {
      return false;
    }
    if (end < to && (buffer[end] | 0x20) == 'e') {
      int exponent = sign(buffer, end + 1, to);
      end = digits(buffer, exponent, to);
      if (end == exponent) {
        return false;
      }
    }
    if (end != to) {
      return false;
    }
    fraction = Float.parseFloat(new String(buffer, from, to - from, StandardCharsets.US_ASCII));
    return Float.isFinite(fraction);
  }

  /** The number with decimals read last. */
  float fraction() {
    return fraction;
  }

  private static int sign(byte[] buffer, int from, int to) {
    return from < to && (buffer[from] == '-' || buffer[from] == '+') ? from + 1 : from;
  }

  /** Where the digits end that begin at an offset. */
  private static int digits(byte[] buffer, int from, int to) {
    int i = from;
    while (i < to && buffer[i] >= '0' && buffer[i] <= '9') {
      i++;
    }
    return i;
  }
}
