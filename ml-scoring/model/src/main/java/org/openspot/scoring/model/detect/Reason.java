package org.openspot.scoring.model.detect;

import java.io.Serializable;

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
  private static final String PLACE = "%s";

  /** Numbers from here on have no places for digits behind the point. */
  private static final double LARGE = 1e15;

  /** A reason whose sentence has the value and the typical value, as %s in that order. */
  static Reason of(String name, double value, double typical, String sentence) {
    // By hand: there are many reasons, and a sentence may have names from the network in it.
    StringBuilder text = new StringBuilder(sentence);
    int next = fill(text, 0, show(value));
    fill(text, next, show(typical));
    return new Reason(name, value, typical, text.toString());
  }

  private static int fill(StringBuilder text, int from, String value) {
    int place = text.indexOf(PLACE, from);
    if (place < 0) {
      return text.length();
    }
    text.replace(place, place + PLACE.length(), value);
    return place + value.length();
  }

  /** Whole numbers as they are, others with two digits behind the point, large ones with one. */
  private static String show(double value) {
    double size = Math.abs(value);
    if (!(size < LARGE)) {
      return Double.toString(value);
    }
    if (value == Math.rint(value)) {
      return Long.toString((long) value);
    }
    int scale = size < 10 ? 100 : 10;
    long digits = Math.round(size * scale);
    String behind = Long.toString(scale + digits % scale).substring(1);
    return (value < 0 ? "-" : "") + digits / scale + "." + behind;
  }
}
