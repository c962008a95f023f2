package org.openspot.scoring.model.detect;

import java.util.Arrays;

/**
 * Turns a detector's statistic into the probability that usual traffic shows one as high: the share
 * of a reference that is as high, and above the reference's highest tenth a generalized Pareto
 * distribution fitted to that tenth (peaks over threshold; Pickands, Statistical Inference Using
 * Extreme Order Statistics, 1975). The fit is by two quantiles, the median and the upper quartile
 * of the excesses, so that the few that are no usual traffic do not bend it; a tail is never taken
 * for lighter than exponential. Immutable.
 */
public final class TailCalibration {
  private static final double TAIL = 0.9;

  /** With fewer values in the tail there is nothing to fit. */
  private static final int FEWEST_EXCESSES = 20;

  private static final double HEAVIEST = 1;

  /** The standard error of the shape of an exponential tail, times the root of its size. */
  private static final double SHAPE_ERROR = 3.6;

  private static final double NEARLY_EXPONENTIAL = 1e-9;

  private final double[] sorted;
  private final long population;
  private final double threshold;
  private final double tailShare;
  private final double shape;
  private final double scale;

  private TailCalibration(double[] sorted, long population, boolean digits) {
    this.sorted = sorted;
    this.population = population;
    double tenth = Quantiles.quantile(sorted, TAIL);
    double[] excesses = Arrays.stream(sorted).filter(x -> x > tenth).map(x -> x - tenth).toArray();
    if (excesses.length < FEWEST_EXCESSES) {
      threshold = 0;
      tailShare = digits ? 1 : 0;
      shape = 0;
      scale = 1 / Math.log(10);
      return;
    }
    threshold = tenth;
    double half = Quantiles.quantile(excesses, 0.5);
    double quarter = Quantiles.quantile(excesses, 0.75);
    tailShare = (double) excesses.length / sorted.length;
    double fitted = Math.log(quarter / half - 1) / Math.log(2);
    // What chance alone makes of an exponential tail is not taken for a heavy one.
    double certain = fitted - SHAPE_ERROR / Math.sqrt(excesses.length);
    shape = Math.min(HEAVIEST, Math.max(0, certain));
    scale =
        shape < NEARLY_EXPONENTIAL
            ? half / Math.log(2)
            : half * shape / Math.expm1(shape * Math.log(2));
  }

  /** Calibrates by statistics of usual traffic, all there were. */
  public static TailCalibration of(double[] reference) {
    return of(reference, reference.length);
  }

  /**
   * Calibrates by a sample.
   *
   * @param population how many statistics a day has, of which the sample is some
   */
  public static TailCalibration of(double[] sample, long population) {
    double[] sorted = sample.clone();
    Arrays.sort(sorted);
    return new TailCalibration(sorted, population, false);
  }

  /**
   * Calibrates a detector whose statistic is -log10 of a probability: where too few of the
   * reference are unusual to fit a tail, that probability is believed.
   */
  public static TailCalibration ofDigits(double[] reference) {
    double[] sorted = reference.clone();
    Arrays.sort(sorted);
    return new TailCalibration(sorted, reference.length, true);
  }

  /** The probability of a statistic that high or higher, above 0 and up to 1. */
  public double probability(double statistic) {
    if (tailShare > 0 && statistic > threshold) {
      return Math.max(Double.MIN_NORMAL, tailShare * survival(statistic - threshold));
    }
    int below = firstNotBelow(statistic);
    if (tailShare > 0) {
      return (double) (sorted.length - below) / sorted.length;
    }
    // One more than there were: what has not been seen has a probability all the same.
    return Math.min(1, (sorted.length - below + 1.0) / (sorted.length + 1.0));
  }

  private double survival(double excess) {
    return shape < NEARLY_EXPONENTIAL
        ? Math.exp(-excess / scale)
        : Math.pow(1 + shape * excess / scale, -1 / shape);
  }

  private int firstNotBelow(double statistic) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < statistic) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** How many statistics a day has. */
  public long population() {
    return population;
  }
}
