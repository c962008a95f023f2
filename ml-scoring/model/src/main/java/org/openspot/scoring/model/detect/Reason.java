package org.openspot.scoring.model.detect;

import java.io.Serializable;
import java.util.Locale;

/**
 * Something about a finding that a person can check with a query.
 *
 * @param name what was measured
 * @param value what it is here
 * @param typical what it usually is
 * @param text both in a sentence
 */
public record Reason(String name, double value, double typical, String text)
    implements Serializable {
  /** A reason whose sentence has the value and the typical value, as %s in that order. */
  static Reason of(String name, double value, double typical, String sentence) {
    return new Reason(
        name, value, typical, String.format(Locale.ROOT, sentence, show(value), show(typical)));
  }

  private static String show(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%.1f", value);
  }
}
