package org.openspot.scoring.spark;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.openspot.scoring.model.counting.CountingModel;
import org.openspot.scoring.model.detect.TailCalibration;
import org.openspot.scoring.model.word.DocumentWord;

/**
 * The pairs of document and word that are the least probable by counting, and how probable others
 * are. A record is as improbable as its least probable pair, and no pair is without a record: twice
 * as many pairs as records are wanted are enough, since a flow has two.
 */
final class RarePairs {
  private static final int SAMPLE = 20_000;

  /** What a probability of 0 counts as. */
  private static final double LEAST = 1e-300;

  private record Pair(double probability, DocumentWord words) {
    static final Comparator<Pair> ORDER =
        Comparator.comparingDouble(Pair::probability)
            .thenComparing(pair -> pair.words().document())
            .thenComparing(pair -> pair.words().word());
  }

  private final PriorityQueue<Pair> commonFirst = new PriorityQueue<>(Pair.ORDER.reversed());
  private final PriorityQueue<Scan.Sampled> sample =
      new PriorityQueue<>(Scan.Sampled.ORDER.reversed());
  private long pairs;

  /** Of the pairs of a day. */
  RarePairs(Iterator<CountedDocuments> day, CountingModel model, int records) {
    day.forEachRemaining(
        part ->
            part.forEach(
                (document, word, count) ->
                    add(new DocumentWord(document, word), model, 2L * records)));
  }

  private void add(DocumentWord words, CountingModel model, long wanted) {
    double probability = model.probability(words.document(), words.word());
    pairs++;
    if (commonFirst.size() < wanted || probability <= commonFirst.peek().probability()) {
      commonFirst.add(new Pair(probability, words));
      if (commonFirst.size() > wanted) {
        commonFirst.remove();
      }
    }
    long drawn = Scan.mixed(words.hashCode() * 0x9e3779b97f4a7c15L);
    if (sample.size() < SAMPLE || drawn < sample.peek().drawn()) {
      sample.add(new Scan.Sampled(drawn, probability));
      if (sample.size() > SAMPLE) {
        sample.remove();
      }
    }
  }

  /** The probabilities of the least probable. */
  Map<DocumentWord, Double> rarest() {
    Map<DocumentWord, Double> rarest = new HashMap<>();
    commonFirst.forEach(pair -> rarest.put(pair.words(), pair.probability()));
    return rarest;
  }

  /** How probable a pair of the day is as a rule. */
  TailCalibration calibration() {
    return calibration(sample, Scan.Sampled::score, pairs);
  }

  /** A pair's probability in the middle of the sample. */
  double typical() {
    return median(sample.stream().mapToDouble(Scan.Sampled::score).toArray());
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? 1 : sorted[sorted.length / 2];
  }

  static <T> TailCalibration calibration(
      Iterable<T> sample, ToDoubleFunction<T> probability, long population) {
    DoubleStream.Builder statistics = DoubleStream.builder();
    sample.forEach(
        one -> statistics.add(-Math.log10(Math.max(LEAST, probability.applyAsDouble(one)))));
    return TailCalibration.of(statistics.build().toArray(), population);
  }
}
