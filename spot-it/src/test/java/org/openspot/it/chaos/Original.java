package org.openspot.it.chaos;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A file as a sensor wrote it, and what must become of it.
 *
 * @param pipeline whose landing directory it is for
 * @param name its name
 * @param fate what must become of it
 * @param content its bytes
 * @param body where its records begin, behind the directives of a log
 * @param rows of each record that is one, what tells it from every other in its table
 * @param rejects of each record that is none, its text
 * @param readable how many records there are before the damage
 * @param cut where the first part of a torn file ends, in the middle of a line
 */
public record Original(
    String pipeline,
    String name,
    Fate fate,
    byte[] content,
    int body,
    List<String> rows,
    List<String> rejects,
    int readable,
    int cut) {

  /** What must become of a file. */
  public enum Fate {
    /** In the archive as one original; every record a row or a reject, once. */
    WHOLE,
    /** The same, but also in failed/ if need be: the collector could not tell what it was. */
    WHOLE_OR_FAILED,
    /** In the archive in pieces that make it up; every record a row or a reject, once. */
    PIECES,
    /** In pieces, one of them ending within a line; or in failed/. */
    TORN,
    /** In the archive; rows up to the damage, a dead letter from there. */
    DEAD_LETTER,
    /** In failed/ and nowhere else. */
    UNFIT
  }

  /** The line that a torn file is cut in: what is before the cut. */
  String head() {
    int from = cut;
    while (content[from - 1] != '\n') {
      from--;
    }
    return new String(content, from, cut - from, StandardCharsets.UTF_8);
  }

  /** What is behind the cut. */
  String tail() {
    int to = cut;
    while (content[to] != '\n') {
      to++;
    }
    return new String(content, cut, to - cut, StandardCharsets.UTF_8);
  }

  /** The row of the line that a torn file is cut in. */
  String tornRow() {
    String line = head() + tail();
    return rows.stream()
        .filter(row -> line.contains(row + " "))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(name + " is cut in a line that is no row"));
  }
}
