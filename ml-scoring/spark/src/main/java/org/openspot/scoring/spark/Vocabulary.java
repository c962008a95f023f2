package org.openspot.scoring.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaRDD;

/**
 * The different words of all documents, numbered in the order of their text, and how many there are
 * with each as often as it occurs. Immutable.
 */
final class Vocabulary implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String[] words;
  private final long tokens;

  private Vocabulary(String[] words, long tokens) {
    this.words = words;
    this.tokens = tokens;
  }

  /** What a part of the documents has. */
  private record Part(List<String> words, long tokens) implements Serializable {
    static Part of(CountedDocuments documents) {
      List<String> words = new ArrayList<>();
      for (int word = 0; word < documents.words(); word++) {
        words.add(documents.word(word));
      }
      long tokens = 0;
      for (int pair = 0; pair < documents.pairs(); pair++) {
        tokens += documents.count(pair);
      }
      return new Part(words, tokens);
    }
  }

  static Vocabulary of(JavaRDD<CountedDocuments> documents) {
    TreeSet<String> words = new TreeSet<>();
    long tokens = 0;
    for (Part part : documents.map(Part::of).collect()) {
      words.addAll(part.words());
      tokens += part.tokens();
    }
    return new Vocabulary(words.toArray(String[]::new), tokens);
  }

  int size() {
    return words.length;
  }

  String word(int number) {
    return words[number];
  }

  long tokens() {
    return tokens;
  }

  /** The numbers of the words of some documents, by their numbers there. */
  int[] numbers(CountedDocuments documents) {
    int[] numbers = new int[documents.words()];
    for (int word = 0; word < numbers.length; word++) {
      numbers[word] = Arrays.binarySearch(words, documents.word(word));
    }
    return numbers;
  }
}
