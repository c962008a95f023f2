package org.openspot.scoring.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Records by how unusual a detector says they are, and which are anomalies. Immutable. */
public final class Ranking {
  /** The most unusual first. */
  private final int[] order;

  /** Where each place's group of tied records ends. */
  private final int[] groupEnds;

  private final boolean[] anomalies;

  /**
   * Ranks records.
   *
   * @param unusual how unusual each is; higher is more
   * @param anomalies which are to be found
   */
  public Ranking(double[] unusual, boolean[] anomalies) {
    if (unusual.length != anomalies.length) {
      throw new IllegalArgumentException(
          unusual.length + " scores of " + anomalies.length + " records");
    }
    if (Arrays.stream(unusual).anyMatch(Double::isNaN)) {
      throw new IllegalArgumentException("a score is not a number");
    }
    this.anomalies = anomalies.clone();
    order =
        IntStream.range(0, unusual.length)
            .boxed()
            .sorted((a, b) -> Double.compare(unusual[b], unusual[a]))
            .mapToInt(Integer::intValue)
            .toArray();
    groupEnds = new int[order.length];
    for (int place = order.length - 1; place >= 0; place--) {
      // 0.0 and -0.0 are tied, though they sort apart.
      boolean tied = place + 1 < order.length && unusual[order[place]] == unusual[order[place + 1]];
      groupEnds[place] = tied ? groupEnds[place + 1] : place + 1;
    }
  }

  /** How good the ranking is. */
  public Measures measures() {
    int[] once = new int[order.length];
    Arrays.fill(once, 1);
    return measures(once);
  }

  /**
   * A 95 % confidence interval of each measure, by the bootstrap: records are drawn anew with
   * replacement (Efron, Bootstrap Methods: Another Look at the Jackknife, 1979; percentiles).
   * Records of one anomaly are not independent, so that intervals are rather too narrow.
   *
   * @param samples how often, such as 200
   */
  public Intervals bootstrap(int samples, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Measures> drawn = new ArrayList<>(samples);
    for (int sample = 0; sample < samples; sample++) {
      int[] times = new int[order.length];
      for (int i = 0; i < order.length; i++) {
        times[random.nextInt(order.length)]++;
      }
      drawn.add(measures(times));
    }
    return Intervals.ofSamples(measures(), drawn);
  }

  /** The measures if each record were there so many times. */
  private Measures measures(int[] times) {
    long positives = 0;
    long all = 0;
    for (int i = 0; i < times.length; i++) {
      all += times[i];
      positives += anomalies[i] ? times[i] : 0;
    }
    double negatives = (double) all - positives;
    double pairs = 0;
    double precision = 0;
    double[] firsts = {100, 250, all / 100.0};
    double[] found = new double[firsts.length];
    double truesAbove = 0;
    double above = 0;
    for (int begin = 0; begin < order.length; begin = groupEnds[begin]) {
      double trues = 0;
      double count = 0;
      for (int place = begin; place < groupEnds[begin]; place++) {
        int weight = times[order[place]];
        count += weight;
        trues += anomalies[order[place]] ? weight : 0;
      }
      if (count == 0) {
        continue;
      }
      double falses = count - trues;
      double falsesBelow = negatives - (above - truesAbove) - falses;
      pairs += trues * (falsesBelow + falses / 2);
      precision += trues * (truesAbove + trues) / (above + count);
      for (int i = 0; i < firsts.length; i++) {
        found[i] += trues * Math.min(1, Math.max(0, firsts[i] - above) / count);
      }
      truesAbove += trues;
      above += count;
    }
    double p = positives == 0 ? Double.NaN : positives;
    return new Measures(
        negatives == 0 ? Double.NaN : pairs / p / negatives,
        precision / p,
        found[0] / p,
        found[1] / p,
        found[2] / p);
  }
}
