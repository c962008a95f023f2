package org.openspot.scoring.model.detect;

import java.util.Arrays;

/**
 * Turns a detector's statistic into the probability that usual traffic shows one as high: the share
 * of a reference that is as high, and above the reference's highest tenth the {@link ParetoTail}
 * that is fitted to that tenth. Immutable.
 */
public final class TailCalibration {
  private static final double TAIL = 0.9;

  /** With fewer values in the tail there is nothing to fit. */
  private static final int FEWEST_EXCESSES = 20;

  /** On a usual day next to nothing is unusual. */
  private static final int FEW = 3;

  private final double[] sorted;
  private final long population;

  /** How many of the reference may be as high as what a detector is believed about. */
  private final int mostBelieved;

  private final double threshold;
  private final double tailShare;
  private final ParetoTail tail;

  private TailCalibration(double[] reference, long population, int mostBelieved) {
    sorted = reference.clone();
    Arrays.sort(sorted);
    this.population = population;
    this.mostBelieved = mostBelieved;
    double tenth = Quantiles.quantile(sorted, TAIL);
    double[] excesses = Arrays.stream(sorted).filter(x -> x > tenth).map(x -> x - tenth).toArray();
    if (excesses.length < FEWEST_EXCESSES) {
      // Of a small reference the highest tenth is a few, which may be what is looked for.
      boolean small = sorted.length * (1 - TAIL) < FEWEST_EXCESSES;
      threshold = small ? Quantiles.quantile(sorted, 0.5) : tenth;
      tailShare = 0;
      tail = null;
      return;
    }
    threshold = tenth;
    tailShare = (double) excesses.length / sorted.length;
    tail = ParetoTail.fit(excesses);
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
    return new TailCalibration(sample, population, 0);
  }

  /**
   * Calibrates a detector whose statistic is -log10 of a probability: where too few of the
   * reference are unusual to fit a tail, that probability is believed of what is above nine tenths
   * of it, or above half if the reference is small; and nothing is ever taken for less probable
   * than the detector itself says.
   */
  public static TailCalibration ofDigits(double[] reference) {
    return new TailCalibration(reference, reference.length, Integer.MAX_VALUE);
  }

  /**
   * The same of a detector that has nothing to say of most: it is believed about three of the
   * reference at most. Where more are unusual that is what is usual there, whatever it says.
   */
  public static TailCalibration ofRareDigits(double[] reference) {
    return new TailCalibration(reference, reference.length, FEW);
  }

  /** The probability of a statistic that high or higher, above 0 and up to 1. */
  public double probability(double statistic) {
    if (mostBelieved == 0) {
      return calibrated(statistic);
    }
    double said = Math.min(1, Math.pow(10, -statistic));
    boolean believed =
        tail == null
            && statistic > threshold
            && sorted.length - firstNotBelow(statistic) <= mostBelieved;
    return believed ? Math.max(Double.MIN_NORMAL, said) : Math.max(calibrated(statistic), said);
  }

  private double calibrated(double statistic) {
    if (tail != null && statistic > threshold) {
      return Math.max(Double.MIN_NORMAL, tailShare * tail.survival(statistic - threshold));
    }
    int below = firstNotBelow(statistic);
    if (tail != null) {
      return (double) (sorted.length - below) / sorted.length;
    }
    // One more than there were: what has not been seen has a probability all the same.
    return Math.min(1, (sorted.length - below + 1.0) / (sorted.length + 1.0));
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
