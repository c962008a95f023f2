package org.openspot.scoring.spark;

import java.io.Serializable;
import java.util.SplittableRandom;
import org.openspot.scoring.model.detect.TextHash;

/**
 * A part of the documents between two iterations of expectation maximization: how often words are
 * in them, the weight of each topic in each document (N_kj), and what these documents add to the
 * weight of each of their words in each topic (N_wk). Immutable.
 */
final class TopicPart implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int topics;

  /** The numbers of these documents' words in the whole vocabulary. */
  private final int[] words;

  private final CountedDocuments documents;
  private final double[] documentTopics;
  private final double[] wordTopics;

  private TopicPart(
      int topics,
      int[] words,
      CountedDocuments documents,
      double[] documentTopics,
      double[] wordTopics) {
    this.topics = topics;
    this.words = words;
    this.documents = documents;
    this.documentTopics = documentTopics;
    this.wordTopics = wordTopics;
  }

  /**
   * Documents before the first iteration: each pair of document and word has a mix of topics by
   * chance, which follows from the seed and the two texts alone.
   *
   * @param words the numbers of the documents' words in the whole vocabulary
   */
  static TopicPart first(CountedDocuments documents, int[] words, int topics, long seed) {
    long[] wordHashes = new long[words.length];
    for (int word = 0; word < words.length; word++) {
      wordHashes[word] = Scan.mixed(TextHash.of(documents.word(word)) + seed);
    }
    Sums sums = new Sums(documents.size(), words.length, topics);
    double[] mix = new double[topics];
    for (int document = 0; document < documents.size(); document++) {
      long documentHash = TextHash.of(documents.document(document));
      for (int pair = documents.start(document); pair < documents.start(document + 1); pair++) {
        int word = documents.wordOf(pair);
        SplittableRandom random = new SplittableRandom(documentHash ^ wordHashes[word]);
        double sum = 0;
        for (int topic = 0; topic < topics; topic++) {
          mix[topic] = random.nextDouble();
          sum += mix[topic];
        }
        sums.add(document, word, mix, documents.count(pair) / sum);
      }
    }
    return new TopicPart(topics, words, documents, sums.documentTopics, sums.wordTopics);
  }

  /**
   * The same documents after an iteration: the mix of a pair is (N_wk + beta - 1) (N_kj + alpha -
   * 1) / (N_k + V (beta - 1)), divided by its sum over topics.
   *
   * @param weights those that the iteration before left, of all documents
   */
  TopicPart next(TopicWeights weights) {
    double[] shares = weights.shares(words);
    Sums sums = new Sums(documents.size(), words.length, topics);
    double[] ofDocument = new double[topics];
    double[] mix = new double[topics];
    for (int document = 0; document < documents.size(); document++) {
      for (int topic = 0; topic < topics; topic++) {
        ofDocument[topic] = documentTopics[document * topics + topic] + weights.alpha() - 1;
      }
      for (int pair = documents.start(document); pair < documents.start(document + 1); pair++) {
        int word = documents.wordOf(pair);
        int from = word * topics;
        double sum = 0;
        for (int topic = 0; topic < topics; topic++) {
          mix[topic] = shares[from + topic] * ofDocument[topic];
          sum += mix[topic];
        }
        sums.add(document, word, mix, documents.count(pair) / sum);
      }
    }
    return new TopicPart(topics, words, documents, sums.documentTopics, sums.wordTopics);
  }

  /** New weights, being added up. */
  private static final class Sums {
    final double[] documentTopics;
    final double[] wordTopics;

    Sums(int documents, int words, int topics) {
      documentTopics = new double[Math.multiplyExact(documents, topics)];
      wordTopics = new double[Math.multiplyExact(words, topics)];
    }

    void add(int document, int word, double[] mix, double factor) {
      int ofDocument = document * mix.length;
      int ofWord = word * mix.length;
      for (int topic = 0; topic < mix.length; topic++) {
        double weight = mix[topic] * factor;
        documentTopics[ofDocument + topic] += weight;
        wordTopics[ofWord + topic] += weight;
      }
    }
  }

  /** What documents add to the weights of words, without the documents. */
  static final class Contribution implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int topics;
    private final int[] words;
    private final double[] weights;

    private Contribution(int topics, int[] words, double[] weights) {
      this.topics = topics;
      this.words = words;
      this.weights = weights;
    }

    /** Adds it to the weights of all words. */
    void addTo(double[] all) {
      for (int word = 0; word < words.length; word++) {
        int to = words[word] * topics;
        for (int topic = 0; topic < topics; topic++) {
          all[to + topic] += weights[word * topics + topic];
        }
      }
    }
  }

  Contribution contribution() {
    return new Contribution(topics, words, wordTopics);
  }

  /** Each document's weights of topics (N_kj), one document after the other. */
  double[] documentTopics() {
    return documentTopics;
  }
}
