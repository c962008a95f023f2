package org.openspot.parsers.flow;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/**
 * An IP address as text, in the form of {@code inet_ntop} that nfdump prints: IPv6 shortened at the
 * first of its longest runs of zeros, with the last part as IPv4 where all before it is zero or
 * {@code ::ffff}. The text is overwritten by the next one. Not thread-safe.
 */
final class AddressText {
  private static final int WORDS = 8;
  private static final int MAX_LENGTH = 45;

  private static final byte[][] DECIMAL =
      IntStream.range(0, 256)
          .mapToObj(i -> Integer.toString(i).getBytes(StandardCharsets.US_ASCII))
          .toArray(byte[][]::new);

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final byte[] text = new byte[MAX_LENGTH];
  private int length;

  /** The text, of which {@link #length} bytes count; not to be changed. */
  byte[] bytes() {
    return text;
  }

  int length() {
    return length;
  }

  /** Shows an IPv4 address. */
  void show(int address) {
    length = 0;
    dotted(address);
  }

  private void dotted(int address) {
    decimal(address >>> 24);
    dot(address >>> 16);
    dot(address >>> 8);
    dot(address);
  }

  private void dot(int part) {
    text[length++] = '.';
    decimal(part & 0xff);
  }

  private void decimal(int part) {
    for (byte digit : DECIMAL[part]) {
      text[length++] = digit;
    }
  }

  /** Shows an IPv6 address. */
  void show(long high, long low) {
    int run = 0;
    int runEnd = 0;
    for (int i = 0; i < WORDS; i++) {
      int end = i;
      while (end < WORDS && word(high, low, end) == 0) {
        end++;
      }
      if (end - i > runEnd - run) {
        run = i;
        runEnd = end;
      }
    }
    length = 0;
    if (runEnd - run < 2) {
      words(high, low, 0, WORDS);
      return;
    }
    words(high, low, 0, run);
    text[length++] = ':';
    text[length++] = ':';
    if (run == 0 && (runEnd == 6 || (runEnd == 5 && word(high, low, 5) == 0xffff))) {
      if (runEnd == 5) {
        hex(0xffff);
        text[length++] = ':';
      }
      dotted((int) low);
    } else {
      words(high, low, runEnd, WORDS);
    }
  }

  private static int word(long high, long low, int index) {
    long half = index < 4 ? high : low;
    return (int) (half >>> (48 - 16 * (index & 3))) & 0xffff;
  }

  private void words(long high, long low, int start, int end) {
    for (int i = start; i < end; i++) {
      if (i > start) {
        text[length++] = ':';
      }
      hex(word(high, low, i));
    }
  }

  private void hex(int word) {
    int shift = 12;
    while (shift > 0 && word >>> shift == 0) {
      shift -= 4;
    }
    for (; shift >= 0; shift -= 4) {
      text[length++] = HEX[word >>> shift & 0xf];
    }
  }
}
