package org.openspot.scoring.model.word;

/** Bins of counts by powers of two. */
final class Magnitude {
  private static final double LOG10_2 = Math.log10(2);

  private Magnitude() {}

  /** Spot's rounding up, in floating point as it was: a negative number gives 0. */
  static int spotCeilLog2(long x) {
    return (int) Math.ceil(Math.log10((double) x) / LOG10_2);
  }

  /** Spot's rounding down: 0 for 0 and for a negative number. */
  static int spotFloorLog2(long x) {
    return x == 0 ? 0 : (int) (Math.log10((double) x) / LOG10_2);
  }

  /** The number of binary digits: 0 for 0, 1 for 1, 2 for 2 and 3; -1 for a missing number. */
  static int digits(long x) {
    return x < 0 ? -1 : Long.SIZE - Long.numberOfLeadingZeros(x);
  }

  /** What a bin of {@link #digits} holds, for people; also one of Spot's rounding up x+1. */
  static String digitsMeaning(int bin) {
    if (bin <= 1) {
      return bin < 0 ? "missing" : Integer.toString(bin);
    }
    return bin >= Long.SIZE - 1 ? "2^62 and more" : (1L << (bin - 1)) + " to " + ((1L << bin) - 1);
  }

  /** What a bin of {@link #spotFloorLog2} holds, for people. */
  static String floorMeaning(int bin) {
    if (bin <= 0) {
      return bin < 0 ? "missing" : "0 to 1";
    }
    return bin >= Long.SIZE - 2 ? "2^62 and more" : (1L << bin) + " to " + ((1L << (bin + 1)) - 1);
  }
}
