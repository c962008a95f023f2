package org.openspot.scoring.model.detect;

import java.util.Arrays;

/**
 * A generalized Pareto distribution of excesses over a threshold (peaks over threshold; Pickands,
 * Statistical Inference Using Extreme Order Statistics, 1975).
 *
 * <p>Its shape is the mean of what two pairs of quantiles say (Pickands' estimator), the median and
 * the upper quartile, and that and the upper sixteenth. Its scale is such that it is right for the
 * upper twentieth: if the tail is lighter than exponential, log-survival is concave, and the
 * exponential through one point is an upper bound of all that is beyond.
 *
 * <p>A few excesses that are no usual traffic shift the quantiles' ranks and so bend the fit. So
 * those that even the heaviest tail through the inner pair cannot explain are left out, and what is
 * left is fitted anew, until nothing more is left out. They must lie beyond a gap that is wider
 * than all below it: usual traffic of a rarer kind is a part of the tail, however unlike the rest.
 *
 * @param shape 0 for an exponential tail, up to {@link #HEAVIEST}
 * @param scale above 0
 */
record ParetoTail(double shape, double scale) {
  static final double HEAVIEST = 1;

  /** That of a uniform distribution; equal excesses would have none. */
  private static final double LIGHTEST = -1;

  /**
   * The standard errors of the shape of an exponential tail, by the inner pair of quantiles and by
   * both, times the root of its size; by simulation.
   */
  private static final double INNER_ERROR = 3.6;

  private static final double SHAPE_ERROR = 2;

  /** The share of excesses above the one through which the tail goes. */
  private static final double ANCHOR = 0.05;

  private static final double NEARLY_EXPONENTIAL = 1e-9;

  /** The chance that as many as high are usual below which they are not taken for usual. */
  private static final double UNEXPLAINED = 1e-4;

  /** At most this share is left out: the upper quartile has to be one of usual excesses. */
  private static final double MOST_LEFT_OUT = 0.2;

  /** What is left out is so many times as high as the highest that is not. */
  private static final double GAP = 4;

  /** Fits excesses in ascending order, all above 0. */
  static ParetoTail fit(double[] sorted) {
    double[] kept = sorted;
    int fewest = (int) Math.ceil(sorted.length * (1 - MOST_LEFT_OUT));
    while (true) {
      int explained = explained(kept, fewest);
      if (explained == kept.length) {
        double measured = (innerShape(kept) + outerShape(kept)) / 2;
        double shape = firm(measured, SHAPE_ERROR / Math.sqrt(kept.length));
        return through(Quantiles.quantile(kept, 1 - ANCHOR), ANCHOR, shape);
      }
      kept = Arrays.copyOf(kept, explained);
    }
  }

  /**
   * How many of the lowest are as a tail has them that is as heavy as the measured one can be. The
   * highest k are not, if that many as high as the k-th are hardly ever expected.
   */
  private static int explained(double[] sorted, int fewest) {
    double shape = Math.max(0, innerShape(sorted) + INNER_ERROR / Math.sqrt(sorted.length));
    ParetoTail heaviest = through(Quantiles.quantile(sorted, 0.5), 0.5, shape);
    for (int from = Math.min(fewest, sorted.length); from < sorted.length; from++) {
      double expected = sorted.length * heaviest.survival(sorted[from]);
      // A Poisson variable reaches k with the probability that a gamma variable is below its mean.
      boolean apart = sorted[from] > GAP * sorted[from - 1];
      if (apart && Gamma.below(sorted.length - from, expected) < UNEXPLAINED) {
        return from;
      }
    }
    return sorted.length;
  }

  private static double innerShape(double[] sorted) {
    return shape(Quantiles.quantile(sorted, 0.5), Quantiles.quantile(sorted, 0.75), 2);
  }

  private static double outerShape(double[] sorted) {
    return shape(Quantiles.quantile(sorted, 0.75), Quantiles.quantile(sorted, 0.9375), 4);
  }

  /** By two excesses: 1 / times of all are above the first, the square of that above the second. */
  private static double shape(double first, double second, int times) {
    double shape = Math.log(second / first - 1) / Math.log(times);
    return Math.max(LIGHTEST, shape);
  }

  /**
   * What chance alone makes of an exponential tail is not taken for a heavy one, and what is far
   * from chance is taken as it is (firm shrinkage; Gao and Bruce, WaveShrink with Firm Shrinkage,
   * 1997): 0 up to one standard error, unchanged from two, linear between.
   */
  private static double firm(double measured, double error) {
    double shape = measured >= 2 * error ? measured : 2 * (measured - error);
    return Math.min(HEAVIEST, Math.max(0, shape));
  }

  /** The tail of that shape of which a share is above an excess. */
  private static ParetoTail through(double excess, double share, double shape) {
    double scale =
        shape < NEARLY_EXPONENTIAL
            ? -excess / Math.log(share)
            : excess * shape / Math.expm1(-shape * Math.log(share));
    return new ParetoTail(shape, scale);
  }

  /** The probability of an excess that high or higher. */
  double survival(double excess) {
    return shape < NEARLY_EXPONENTIAL
        ? Math.exp(-excess / scale)
        : Math.pow(1 + shape * excess / scale, -1 / shape);
  }
}
