package org.openspot.parsers.process;

import java.util.function.Predicate;

/**
 * What a tool wrote to its standard error: the lines that matter, and how many did not.
 *
 * @param text the first {@value #LIMIT} bytes of the lines that matter, empty if there are none
 * @param notices how many lines were known to be harmless
 */
public record Complaints(String text, long notices) {
  /** How much is kept; the rest is read and dropped. */
  public static final int LIMIT = 8 * 1024;

  /** Takes every line but blank ones seriously. */
  public static final Predicate<String> NOTHING_IS_HARMLESS = line -> false;

  /** True if there is no line that matters. */
  public boolean isEmpty() {
    return text.isEmpty();
  }

  /** The first line that matters; empty if there is none. */
  public String firstLine() {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
