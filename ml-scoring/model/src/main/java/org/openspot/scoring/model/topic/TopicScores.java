package org.openspot.scoring.model.topic;

import java.io.Serializable;
import java.util.Optional;
import org.openspot.scoring.model.word.WordProbability;

/**
 * The probability of a word in a document by the topic model: the sum over topics of P(topic |
 * document) · P(word | topic). Safe for threads.
 */
public final class TopicScores implements WordProbability {
  /**
   * How much weight is given to what was not seen.
   *
   * @param word what is added to the weight of every word in every topic, and of one more that
   *     stands for all unseen ones; 0 gives them the probability 0
   * @param document how many words of the average mix are added to a document's own
   */
  public record Smoothing(double word, double document) implements Serializable {
    /** As Spot scores: a word that training did not see has probability 0. */
    public static final Smoothing NONE = new Smoothing(0, 0);

    /** What is used unless something else is set. */
    public static final Smoothing DEFAULT = new Smoothing(0.1, 1);
  }

  private final TopicModel model;
  private final Smoothing smoothing;
  private final double[] average;
  private final double[] divisors;

  public TopicScores(TopicModel model, Smoothing smoothing) {
    this.model = model;
    this.smoothing = smoothing;
    this.average = model.mixes().average();
    this.divisors = new double[model.topics()];
    for (int topic = 0; topic < divisors.length; topic++) {
      divisors[topic] = model.words().total(topic) + smoothing.word() * (model.words().size() + 1);
    }
  }

  @Override
  public double probability(String document, String word) {
    return probability(mix(document), word);
  }

  /**
   * A document's mix of topics with what smoothing adds: the average for one that training did not
   * see. Not to be changed.
   */
  public double[] mix(String document) {
    Optional<TopicMixes.Mix> mix = model.mixes().mix(document);
    return mix.map(this::smoothed).orElse(average);
  }

  /** The position of a word in the vocabulary, or -1. */
  public int index(String word) {
    return model.words().index(word);
  }

  /** The probability in each topic of the word at a position; -1 for an unseen one. */
  public double[] wordInTopics(int index) {
    double[] probabilities = new double[divisors.length];
    for (int topic = 0; topic < divisors.length; topic++) {
      probabilities[topic] = wordInTopic(index, topic);
    }
    return probabilities;
  }

  /** The probability of a word in a document, from its {@link #mix} and {@link #wordInTopics}. */
  public static double probability(double[] mix, double[] wordInTopics) {
    double sum = 0;
    for (int topic = 0; topic < wordInTopics.length; topic++) {
      sum += mix[topic] * wordInTopics[topic];
    }
    return sum;
  }

  /** The probability of a word in a document with this mix of topics. */
  public double probability(double[] mix, String word) {
    int index = model.words().index(word);
    double sum = 0;
    for (int topic = 0; topic < divisors.length; topic++) {
      sum += mix[topic] * wordInTopic(index, topic);
    }
    return sum;
  }

  /** P(word | topic); the index is -1 for an unseen word. */
  private double wordInTopic(int index, int topic) {
    double weight = index < 0 ? 0 : model.words().weight(index, topic);
    double divisor = divisors[topic];
    return divisor > 0 ? (weight + smoothing.word()) / divisor : 0;
  }

  private double[] smoothed(TopicMixes.Mix mix) {
    double[] shares = mix.shares().clone();
    if (smoothing.document() <= 0) {
      return shares;
    }
    double all = mix.tokens() + smoothing.document();
    for (int topic = 0; topic < shares.length; topic++) {
      shares[topic] = (mix.tokens() * shares[topic] + smoothing.document() * average[topic]) / all;
    }
    return shares;
  }
}
