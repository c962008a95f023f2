package org.openspot.scoring.model.detect;

import java.util.Arrays;

/** Quantiles of small samples. */
final class Quantiles {
  private Quantiles() {}

  /** The median; 0 of no values. Sorts a copy. */
  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return quantile(sorted, 0.5);
  }

  /** A quantile of values in order, interpolated between its neighbours; 0 of no values. */
  static double quantile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return 0;
    }
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  /** The median distance from the median, scaled to a normal distribution's standard deviation. */
  static double deviation(double median, double... values) {
    return 1.4826 * median(Arrays.stream(values).map(value -> Math.abs(value - median)).toArray());
  }
}
