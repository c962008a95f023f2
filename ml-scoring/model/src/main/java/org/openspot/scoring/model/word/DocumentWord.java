package org.openspot.scoring.model.word;

import java.io.Serializable;

/** A word and the document, an address, in which a record put it. */
public record DocumentWord(String document, String word) implements Serializable {
  /** True when the record could not be made a word. */
  public boolean isError() {
    return word.equals(Recipe.ERROR);
  }
}
