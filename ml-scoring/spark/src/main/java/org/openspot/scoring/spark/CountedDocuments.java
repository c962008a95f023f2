package org.openspot.scoring.spark;

import java.io.Serializable;

/**
 * How often words are in some documents. Documents are in the order of their text, and so are the
 * words of each. Numbers are kept in arrays: a day has millions of pairs. Immutable.
 */
final class CountedDocuments implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String[] documents;
  private final String[] words;
  private final int[] starts;
  private final int[] wordNumbers;
  private final long[] counts;

  /**
   * @param documents in order
   * @param words those that the documents have, in order
   * @param starts where the pairs of each document begin, and where the last ones end
   * @param wordNumbers of each pair the place of its word among the words
   * @param counts of each pair
   */
  CountedDocuments(
      String[] documents, String[] words, int[] starts, int[] wordNumbers, long[] counts) {
    this.documents = documents;
    this.words = words;
    this.starts = starts;
    this.wordNumbers = wordNumbers;
    this.counts = counts;
  }

  /** How many documents there are. */
  int size() {
    return documents.length;
  }

  String document(int document) {
    return documents[document];
  }

  /** How many different words the documents have together. */
  int words() {
    return words.length;
  }

  String word(int word) {
    return words[word];
  }

  /** How many pairs of document and word there are. */
  int pairs() {
    return counts.length;
  }

  /** The first pair of a document; of the number after the last, how many pairs there are. */
  int start(int document) {
    return starts[document];
  }

  /** The number of a pair's word. */
  int wordOf(int pair) {
    return wordNumbers[pair];
  }

  long count(int pair) {
    return counts[pair];
  }

  /** How many words a document has, each as often as it is there. */
  long tokens(int document) {
    long tokens = 0;
    for (int pair = starts[document]; pair < starts[document + 1]; pair++) {
      tokens += counts[pair];
    }
    return tokens;
  }

  /** Takes pairs. */
  interface Sink {
    void take(String document, String word, long count);
  }

  /** Hands on all pairs, in order. */
  void forEach(Sink sink) {
    for (int document = 0; document < documents.length; document++) {
      for (int pair = starts[document]; pair < starts[document + 1]; pair++) {
        sink.take(documents[document], words[wordNumbers[pair]], counts[pair]);
      }
    }
  }
}
