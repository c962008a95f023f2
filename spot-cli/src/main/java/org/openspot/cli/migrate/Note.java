package org.openspot.cli.migrate;

/**
 * Something a person should know about an import. Values of keys that are not understood are never
 * part of it: they may be secrets.
 *
 * @param kind what it asks of that person
 * @param where the file and the key, or the key of spot.yaml
 * @param text why, in plain words
 */
public record Note(Kind kind, String where, String text) {
  /** What a note asks for. */
  public enum Kind {
    /** A value of the new file is missing, guessed, or better kept elsewhere. */
    LOOK,
    /** A key of the old files has no place in the new one. */
    LEFT_OUT
  }

  public Note {
    where = oneLine(where);
    text = oneLine(text);
  }

  @Override
  public String toString() {
    return where + ": " + text;
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]", "?");
  }
}
