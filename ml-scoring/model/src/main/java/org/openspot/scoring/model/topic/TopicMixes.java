package org.openspot.scoring.model.topic;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openspot.core.error.DataException;

/**
 * The mix of topics of each document, P(topic | document), and how many words it was learnt from.
 * Documents are in the order of their text. Immutable.
 */
public final class TopicMixes implements Serializable {
  private static final double NEARLY = 1e-6;

  private final int topics;
  private final String[] documents;
  private final double[] tokens;
  private final double[] doubles;
  private final float[] singles;
  private final TextIndex index;

  private TopicMixes(int topics, Precision precision, Map<String, Mix> mixes) {
    this.topics = topics;
    this.documents = new String[mixes.size()];
    this.tokens = new double[documents.length];
    int length = Math.multiplyExact(documents.length, topics);
    boolean single = precision == Precision.SINGLE;
    this.doubles = single ? null : new double[length];
    this.singles = single ? new float[length] : null;
    int place = 0;
    for (Map.Entry<String, Mix> entry : new TreeMap<>(mixes).entrySet()) {
      documents[place] = entry.getKey();
      tokens[place] = entry.getValue().tokens();
      put(place, entry.getValue().shares());
      place++;
    }
    this.index = new TextIndex(documents);
  }

  /**
   * A document's mix.
   *
   * @param tokens how many words the document had, feedback included
   * @param shares one for each topic, together 1; not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Mix(double tokens, double[] shares) {}

  /** Keeps mixes in a precision; shares are divided by their sum where that is not 1 already. */
  public static TopicMixes of(int topics, Precision precision, Map<String, Mix> mixes) {
    return new TopicMixes(topics, precision, mixes);
  }

  private void put(int index, double[] shares) {
    double[] row = new double[topics];
    TopicRows.copy(shares, row, 0, topics, "document " + documents[index]);
    double sum = Arrays.stream(row).sum();
    if (sum <= 0) {
      throw new DataException("document " + documents[index] + " has no topic");
    }
    // What was kept in single precision sums to nearly 1, and must not change when it is read.
    double divisor = Math.abs(sum - 1) < NEARLY ? 1 : sum;
    for (int topic = 0; topic < topics; topic++) {
      double share = row[topic] / divisor;
      if (singles == null) {
        doubles[index * topics + topic] = share;
      } else {
        singles[index * topics + topic] = (float) share;
      }
    }
  }

  public Precision precision() {
    return singles == null ? Precision.DOUBLE : Precision.SINGLE;
  }

  public int size() {
    return documents.length;
  }

  public String document(int index) {
    return documents[index];
  }

  /** A document's mix, as kept; empty for a document training did not see. */
  public Optional<Mix> mix(String document) {
    int place = index.of(document);
    return place < 0 ? Optional.empty() : Optional.of(mix(place));
  }

  Mix mix(int index) {
    double[] shares = new double[topics];
    for (int topic = 0; topic < topics; topic++) {
      int at = index * topics + topic;
      shares[topic] = singles == null ? doubles[at] : singles[at];
    }
    return new Mix(tokens[index], shares);
  }

  /** The mix of the whole corpus: the documents' mixes weighted with their words. */
  public double[] average() {
    double[] average = new double[topics];
    double all = Arrays.stream(tokens).sum();
    for (int index = 0; index < documents.length; index++) {
      double weight = all > 0 ? tokens[index] / all : 1.0 / documents.length;
      double[] shares = mix(index).shares();
      for (int topic = 0; topic < topics; topic++) {
        average[topic] += weight * shares[topic];
      }
    }
    if (documents.length == 0) {
      Arrays.fill(average, topics == 0 ? 0 : 1.0 / topics);
    }
    return average;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TopicMixes mixes
        && topics == mixes.topics
        && Arrays.equals(documents, mixes.documents)
        && Arrays.equals(tokens, mixes.tokens)
        && Arrays.equals(doubles, mixes.doubles)
        && Arrays.equals(singles, mixes.singles);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(documents) + Arrays.hashCode(tokens);
  }
}
