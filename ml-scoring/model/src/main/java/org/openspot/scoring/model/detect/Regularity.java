package org.openspot.scoring.model.detect;

import java.util.Arrays;

/**
 * How regular the times of contacts are.
 *
 * <p>Intervals of contacts that come by chance, at whatever rate, have many that are much shorter
 * than their mean; those of a beacon do not, also where each is up to half shorter or longer and
 * every third contact is missing. The measure is Moran's (Cox and Lewis, The Statistical Analysis
 * of Series of Events, 1966, section 6.3): L = ln(mean interval) - mean(ln interval), 0 if all are
 * equal. Under chance, times kept to whole units are Bernoulli trials and intervals geometric; L is
 * compared with a gamma distribution of the mean and variance L then has. Traffic that comes in
 * bursts, or at a rate that changes, has a larger L than chance.
 *
 * <p>A beacon is silent while its machine is off, and one night among the intervals would hide how
 * regular the rest is. Where a few intervals are so long that chance has hardly one in four
 * thousand of them, the others are looked at alone as well.
 *
 * @param intervals how many intervals there were
 * @param pValue the probability that chance is as regular, from 0 to 1
 * @param period the interval, in seconds, of which the others are multiples
 * @param jitter the median deviation from it, as a share of it
 */
record Regularity(int intervals, double pValue, double period, double jitter) {
  static final Regularity NONE = new Regularity(0, 1, 0, 0);

  /** Fewer intervals say nothing. */
  static final int FEWEST_INTERVALS = 8;

  /** One contact can be several flows: what follows within so many units is the same contact. */
  private static final int[] GAPS = {0, 2, 10};

  /** With and without silences. */
  private static final int VIEWS = 2 * GAPS.length;

  /** An interval is a silence that is so many times the median: of chance, one in 2^12 is. */
  private static final int SILENCE = 12;

  /** More of them than one interval in so many is how the traffic is. */
  private static final int SILENCES_ARE_RARE = 20;

  /** The most regular view of the times. Looking at several makes chance likelier by as many. */
  static Regularity of(long[] times, int resolution) {
    Regularity best = NONE;
    for (int gap : GAPS) {
      long[] intervals = intervals(times, gap);
      best = moreRegular(best, of(intervals, gap, resolution));
      long[] awake = withoutSilences(intervals, gap);
      if (awake.length < intervals.length) {
        best = moreRegular(best, of(awake, gap, resolution));
      }
    }
    return new Regularity(
        best.intervals, Math.min(1, VIEWS * best.pValue), best.period, best.jitter);
  }

  private static Regularity moreRegular(Regularity one, Regularity other) {
    return one.intervals == 0 || other.pValue < one.pValue ? other : one;
  }

  /** The intervals that are no silences; all of them, if silences are not rare. */
  private static long[] withoutSilences(long[] intervals, int gap) {
    long[] sorted = intervals.clone();
    Arrays.sort(sorted);
    if (sorted.length == 0) {
      return sorted;
    }
    long longest = gap + SILENCE * (sorted[sorted.length / 2] - gap);
    long[] awake = Arrays.stream(intervals).filter(interval -> interval <= longest).toArray();
    int silences = intervals.length - awake.length;
    return silences * SILENCES_ARE_RARE <= intervals.length ? awake : intervals;
  }

  /** From the end of each contact to the begin of the next; all longer than the gap. */
  private static long[] intervals(long[] times, int gap) {
    long[] intervals = new long[times.length];
    int count = 0;
    for (int i = 1; i < times.length; i++) {
      if (times[i] - times[i - 1] > gap) {
        intervals[count++] = times[i] - times[i - 1];
      }
    }
    return Arrays.copyOf(intervals, count);
  }

  private static Regularity of(long[] intervals, int gap, int resolution) {
    int n = intervals.length;
    if (n < FEWEST_INTERVALS) {
      return NONE;
    }
    // Chance has no memory: what is longer than the gap is, less the gap, geometric again.
    double sum = 0;
    double logs = 0;
    for (long interval : intervals) {
      sum += interval - gap;
      logs += Math.log((double) (interval - gap));
    }
    double measure = Math.log(sum / n) - logs / n;
    LogGeometric chance = LogGeometric.ofMean(sum / n);
    double mean = chance.spread() - 1.0 / (2 * n);
    double variance = chance.spreadVariance() / n;
    if (mean <= 0 || variance <= 0) {
      return NONE; // so dense that there is nothing but equal intervals
    }
    double pValue =
        Math.max(
            Gamma.below(mean * mean / variance, measure * mean / variance), ofThese(sum / n, n));
    double[] seconds = Arrays.stream(intervals).mapToDouble(i -> (double) i * resolution).toArray();
    double period = period(seconds);
    return new Regularity(n, pValue, period, jitter(seconds, period));
  }

  /**
   * The probability of just these intervals, in units above the gap and so many in the mean: no
   * p-value is less. The gamma distribution does not know it: of whole numbers some are equal.
   */
  private static double ofThese(double mean, int count) {
    return Math.exp(count * (-Math.log(mean) + (mean - 1) * Math.log1p(-1 / mean)));
  }

  /** The median of the intervals, each divided by the number of periods it seems to be. */
  private static double period(double[] intervals) {
    double[] sorted = intervals.clone();
    Arrays.sort(sorted);
    double period = Quantiles.quantile(sorted, 0.35);
    for (int round = 0; round < 3; round++) {
      double guess = period;
      period =
          Quantiles.median(
              Arrays.stream(intervals)
                  .map(interval -> interval / periods(interval, guess))
                  .toArray());
    }
    return period;
  }

  private static double jitter(double[] intervals, double period) {
    return Quantiles.median(
            Arrays.stream(intervals)
                .map(interval -> Math.abs(interval / periods(interval, period) - period))
                .toArray())
        / period;
  }

  private static double periods(double interval, double period) {
    return Math.max(1, Math.rint(interval / period));
  }
}
