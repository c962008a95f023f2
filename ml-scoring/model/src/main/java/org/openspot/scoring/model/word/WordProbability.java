package org.openspot.scoring.model.word;

/** How probable a word is in a document. */
public interface WordProbability {
  /** From 0 to 1; low is unusual. */
  double probability(String document, String word);
}
