package org.openspot.cli.migrate;

import java.util.ArrayList;
import java.util.List;

/** The notes of one import, in the order they were taken, and what makes it impossible. */
final class Notes {
  private final List<Note> notes = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  /** A person has to look at a key of spot.yaml. */
  void look(String key, String text) {
    notes.add(new Note(Note.Kind.LOOK, key, text));
  }

  /** A key or line of an old file is not carried over. */
  void leftOut(String where, String text) {
    notes.add(new Note(Note.Kind.LEFT_OUT, where, text));
  }

  /** A file is malformed. */
  void problem(String where, String text) {
    problems.add((where + ": " + text).replaceAll("\\p{Cntrl}", "?"));
  }

  List<Note> all() {
    return List.copyOf(notes);
  }

  List<String> problems() {
    return List.copyOf(problems);
  }
}
