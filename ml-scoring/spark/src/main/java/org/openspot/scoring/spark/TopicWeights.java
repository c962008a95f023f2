package org.openspot.scoring.spark;

import java.io.Serializable;

/**
 * The weight of each word in each topic, N_wk, as an iteration of expectation maximization leaves
 * it, with the priors. Immutable.
 */
final class TopicWeights implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int topics;
  private final double alpha;
  private final double beta;
  private final double[] weights;

  /** What the topics' weights are divided by: N_k + V (beta - 1). */
  private final double[] divisors;

  /**
   * @param weights of word and topic, those of a word one after the other
   * @param alpha the prior of documents over topics, above 1
   * @param beta the prior of topics over words, above 1
   */
  TopicWeights(double[] weights, int topics, double alpha, double beta) {
    this.topics = topics;
    this.alpha = alpha;
    this.beta = beta;
    this.weights = weights;
    this.divisors = new double[topics];
    int words = weights.length / topics;
    for (int at = 0; at < weights.length; at++) {
      divisors[at % topics] += weights[at];
    }
    for (int topic = 0; topic < topics; topic++) {
      divisors[topic] += words * (beta - 1);
    }
  }

  int topics() {
    return topics;
  }

  double alpha() {
    return alpha;
  }

  /** N_wk. */
  double weight(int word, int topic) {
    return weights[word * topics + topic];
  }

  /** (N_wk + beta - 1) / (N_k + V (beta - 1)) for these words, one after the other. */
  double[] shares(int[] words) {
    double[] shares = new double[words.length * topics];
    for (int word = 0; word < words.length; word++) {
      int from = words[word] * topics;
      for (int topic = 0; topic < topics; topic++) {
        shares[word * topics + topic] = (weights[from + topic] + beta - 1) / divisors[topic];
      }
    }
    return shares;
  }
}
