package org.openspot.scoring.evaluation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.openspot.scoring.evaluation.Measures.Kind;

/**
 * Measures, each with a 95 % confidence interval.
 *
 * @param byKind all of {@link Kind}
 */
public record Intervals(Map<Kind, Interval> byKind) {
  /** Student's t at 0.975, for 1 to 30 degrees of freedom. */
  private static final double[] STUDENT = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
    2.052, 2.048, 2.045, 2.042
  };

  private static final double NORMAL = 1.960;

  /** A value and between what it is with a probability of 95 %. */
  public record Interval(double value, double low, double high) {}

  public Intervals {
    byKind = Map.copyOf(byKind);
  }

  public Interval of(Kind kind) {
    return byKind.get(kind);
  }

  /** Of measures and what they are in samples drawn anew. */
  static Intervals ofSamples(Measures measures, List<Measures> samples) {
    Map<Kind, Interval> byKind = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      double[] sorted =
          samples.stream()
              .mapToDouble(one -> one.of(kind))
              .filter(x -> !Double.isNaN(x))
              .sorted()
              .toArray();
      byKind.put(
          kind,
          new Interval(measures.of(kind), percentile(sorted, 0.025), percentile(sorted, 0.975)));
    }
    return new Intervals(byKind);
  }

  /** Of the same measures of several seeds: their mean, and its interval by Student's t. */
  public static Intervals overSeeds(List<Measures> seeds) {
    Map<Kind, Interval> byKind = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      byKind.put(kind, mean(seeds.stream().mapToDouble(one -> one.of(kind)).toArray()));
    }
    return new Intervals(byKind);
  }

  /** The mean of independent values and its interval; NaN bounds of fewer than two. */
  public static Interval mean(double... values) {
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    if (values.length < 2) {
      return new Interval(mean, Double.NaN, Double.NaN);
    }
    double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
    int freedom = values.length - 1;
    double t = freedom <= STUDENT.length ? STUDENT[freedom - 1] : NORMAL;
    double half = t * Math.sqrt(squares / freedom / values.length);
    return new Interval(mean, mean - half, mean + half);
  }

  private static double percentile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
