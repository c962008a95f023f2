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

  /**
   * The median of two or more values in order, without one of them: what others have, for each of
   * many, in the time of a search.
   */
  static double medianOfOthers(double[] sorted, double one) {
    int left = Arrays.binarySearch(sorted, one);
    double position = 0.5 * (sorted.length - 2);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 2);
    double low = sorted[below < left ? below : below + 1];
    double high = sorted[above < left ? above : above + 1];
    return low + (position - below) * (high - low);
  }

  /** The median distance from the median, scaled to a normal distribution's standard deviation. */
  static double deviation(double median, double... values) {
    return 1.4826 * median(Arrays.stream(values).map(value -> Math.abs(value - median)).toArray());
  }
}
