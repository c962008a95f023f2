package org.openspot.scoring.model.topic;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The vocabulary with the weight of each word in each topic, as training leaves it: expected counts
 * of EM, or the parameters of the topics' Dirichlet distributions of the online optimizer. Words
 * are in the order of their text, so that the same words give the same table. Immutable.
 */
public final class WordTable implements Serializable {
  private final String[] words;
  private final double[] weights;
  private final double[] totals;
  private final TextIndex index;

  private WordTable(String[] words, double[] weights, int topics) {
    this.words = words;
    this.weights = weights;
    this.totals = new double[topics];
    this.index = new TextIndex(words);
    for (int word = 0; word < words.length; word++) {
      for (int topic = 0; topic < topics; topic++) {
        totals[topic] += weights[word * topics + topic];
      }
    }
  }

  /** A table of these words; each has one weight a topic, none negative. */
  public static WordTable of(int topics, Map<String, double[]> weightsByWord) {
    String[] words = new String[weightsByWord.size()];
    double[] weights = new double[Math.multiplyExact(words.length, topics)];
    int index = 0;
    for (Map.Entry<String, double[]> entry : new TreeMap<>(weightsByWord).entrySet()) {
      words[index] = entry.getKey();
      TopicRows.copy(entry.getValue(), weights, index, topics, "word " + entry.getKey());
      index++;
    }
    return new WordTable(words, weights, topics);
  }

  public int topics() {
    return totals.length;
  }

  public int size() {
    return words.length;
  }

  public String word(int index) {
    return words[index];
  }

  /** The position of a word, or -1. */
  public int index(String word) {
    return index.of(word);
  }

  public double weight(int word, int topic) {
    return weights[word * totals.length + topic];
  }

  /** The sum of a topic's weights. */
  public double total(int topic) {
    return totals[topic];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WordTable table
        && Arrays.equals(words, table.words)
        && Arrays.equals(weights, table.weights);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(words) + Arrays.hashCode(weights);
  }
}
