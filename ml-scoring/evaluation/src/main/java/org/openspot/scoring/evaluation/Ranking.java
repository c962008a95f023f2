package org.openspot.scoring.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Records by how unusual a detector says they are, and which are anomalies. Immutable. */
public final class Ranking {
  /** Which records are tied: groups are numbered from 0, the most unusual. */
  private final int[] groups;

  private final int groupCount;
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
    // Adding 0 makes 0.0 of -0.0, with which it is tied.
    double[] different = Arrays.stream(unusual).map(x -> x + 0.0).sorted().distinct().toArray();
    groupCount = different.length;
    groups = new int[unusual.length];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = groupCount - 1 - Arrays.binarySearch(different, unusual[i] + 0.0);
    }
  }

  /** How good the ranking is. */
  public Measures measures() {
    int[] once = new int[groups.length];
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
      int[] times = new int[groups.length];
      for (int i = 0; i < groups.length; i++) {
        times[random.nextInt(groups.length)]++;
      }
      drawn.add(measures(times));
    }
    return Intervals.ofSamples(measures(), drawn);
  }

  /** The measures if each record were there so many times. */
  private Measures measures(int[] times) {
    double[] counts = new double[groupCount];
    double[] anomalous = new double[groupCount];
    double all = 0;
    double positives = 0;
    for (int i = 0; i < times.length; i++) {
      counts[groups[i]] += times[i];
      all += times[i];
      if (anomalies[i]) {
        anomalous[groups[i]] += times[i];
        positives += times[i];
      }
    }
    double negatives = all - positives;
    double pairs = 0;
    double precision = 0;
    double[] firsts = {100, 250, all / 100.0};
    double[] found = new double[firsts.length];
    double truesAbove = 0;
    double above = 0;
    for (int group = 0; group < groupCount; group++) {
      double count = counts[group];
      double trues = anomalous[group];
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
