package org.openspot.scoring.model.word;

import java.util.LinkedHashMap;
import java.util.Map;

/** Shannon's entropy of texts, and the bins Spot puts it in. */
public final class Entropy {
  private static final double LOG10_2 = Math.log10(2);

  private static final double[] CUTS = {
    0.0,
    0.3,
    0.6,
    0.9,
    1.2,
    1.5,
    1.8,
    2.1,
    2.4,
    2.7,
    3.0,
    3.3,
    3.6,
    3.9,
    4.2,
    4.5,
    4.8,
    5.1,
    5.4,
    Double.POSITIVE_INFINITY
  };

  private Entropy() {}

  /** Bits a character (UTF-16 unit) of the text has; 0 for the empty text. */
  public static double bits(String text) {
    Map<Character, Integer> counts = new LinkedHashMap<>();
    for (int i = 0; i < text.length(); i++) {
      counts.merge(text.charAt(i), 1, Integer::sum);
    }
    double sum = 0;
    for (int count : counts.values()) {
      double share = (double) count / text.length();
      // Through log10, as Spot has it: bins at a cut must not depend on the logarithm.
      sum += -share * Math.log10(share) / LOG10_2;
    }
    return sum;
  }

  /** The first cut that is not below the value: 0 for no entropy to 19 for more than 5.4 bits. */
  public static int bin(double bits) {
    for (int i = 0; i < CUTS.length; i++) {
      if (CUTS[i] >= bits) {
        return i;
      }
    }
    return -1;
  }

  /** What a bin holds, for people. */
  static String meaning(int bin) {
    if (bin <= 0) {
      return bin == 0 ? "0 bits a character" : "unknown";
    }
    return bin == CUTS.length - 1
        ? "above 5.4 bits a character"
        : "above " + CUTS[bin - 1] + " to " + CUTS[bin] + " bits a character";
  }
}
