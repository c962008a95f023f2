package org.openspot.scoring.model.word;

import java.util.List;

/** A word with its parts. */
public record ExplainedWord(DocumentWord word, List<Part> parts) {
  public ExplainedWord {
    parts = List.copyOf(parts);
  }

  /**
   * One part of a word.
   *
   * @param name what the part is about, such as {@code bytes bin}
   * @param value the text in the word
   * @param meaning the value for people, such as {@code 512 to 1023}
   */
  public record Part(String name, String value, String meaning) {}
}
