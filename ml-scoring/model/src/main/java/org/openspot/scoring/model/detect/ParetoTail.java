package org.openspot.scoring.model.detect;

import java.util.Arrays;

/**
 * A generalized Pareto distribution of excesses over a threshold (peaks over threshold; Pickands,
 * Statistical Inference Using Extreme Order Statistics, 1975).
 *
 * <p>It is fitted by two quantiles, the median and the upper quartile, which a few excesses that
 * are no usual traffic hardly bend; they still do, by as much as they shift the quantiles' ranks.
 * So those that the fit cannot explain are left out, and what is left is fitted anew, until nothing
 * more is left out.
 *
 * @param shape 0 for an exponential tail, up to {@link #HEAVIEST}
 * @param scale above 0
 */
record ParetoTail(double shape, double scale) {
  /** Of statistics that are -log10 of a probability, if that is right. */
  static final ParetoTail DIGITS = new ParetoTail(0, 1 / Math.log(10));

  static final double HEAVIEST = 1;

  /** The standard error of the shape of an exponential tail, times the root of its size. */
  private static final double SHAPE_ERROR = 3.6;

  private static final double NEARLY_EXPONENTIAL = 1e-9;

  /** The chance that as many as high are usual below which they are not taken for usual. */
  private static final double UNEXPLAINED = 1e-4;

  /** At most this share is left out: the upper quartile has to be one of usual excesses. */
  private static final double MOST_LEFT_OUT = 0.2;

  /** Fits excesses in ascending order, all above 0. */
  static ParetoTail fit(double[] sorted) {
    double[] kept = sorted;
    int fewest = (int) Math.ceil(sorted.length * (1 - MOST_LEFT_OUT));
    while (true) {
      int explained = explained(kept, fewest);
      if (explained == kept.length) {
        double shape = firm(measuredShape(kept), error(kept.length));
        return ofMedian(shape, Quantiles.quantile(kept, 0.5));
      }
      kept = Arrays.copyOf(kept, explained);
    }
  }

  /**
   * How many of the lowest are as a tail has them that is as heavy as the measured one can be. The
   * highest k are not, if that many as high as the k-th are hardly ever expected.
   */
  private static int explained(double[] sorted, int fewest) {
    double shape = Math.max(0, measuredShape(sorted) + error(sorted.length));
    ParetoTail heaviest = ofMedian(shape, Quantiles.quantile(sorted, 0.5));
    for (int from = Math.min(fewest, sorted.length); from < sorted.length; from++) {
      double expected = sorted.length * heaviest.survival(sorted[from]);
      // A Poisson variable reaches k with the probability that a gamma variable is below its mean.
      if (Gamma.below(sorted.length - from, expected) < UNEXPLAINED) {
        return from;
      }
    }
    return sorted.length;
  }

  private static double measuredShape(double[] sorted) {
    double half = Quantiles.quantile(sorted, 0.5);
    double quarter = Quantiles.quantile(sorted, 0.75);
    return Math.log(quarter / half - 1) / Math.log(2);
  }

  private static double error(int count) {
    return SHAPE_ERROR / Math.sqrt(count);
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

  private static ParetoTail ofMedian(double shape, double half) {
    double scale =
        shape < NEARLY_EXPONENTIAL
            ? half / Math.log(2)
            : half * shape / Math.expm1(shape * Math.log(2));
    return new ParetoTail(shape, scale);
  }

  /** The probability of an excess that high or higher. */
  double survival(double excess) {
    return shape < NEARLY_EXPONENTIAL
        ? Math.exp(-excess / scale)
        : Math.pow(1 + shape * excess / scale, -1 / shape);
  }
}
