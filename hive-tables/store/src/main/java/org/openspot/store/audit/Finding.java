package org.openspot.store.audit;

import java.util.Locale;

/**
 * Something that an audit found wrong.
 *
 * @param kind what sort of thing
 * @param subject the original's name, or a path
 * @param detail the rest of the sentence, for people
 */
public record Finding(Kind kind, String subject, String detail) {
  /** The sorts of things that can be wrong. */
  public enum Kind {
    /** Records, rows or a whole original are not where they should be. */
    MISSING,
    /** Rows are there more often than once. */
    TWICE,
    /** Something is there that nobody accounts for. */
    ORPHANED,
    /** Something cannot be read. */
    DAMAGED;

    /** The word for reports. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
