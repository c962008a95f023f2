package org.openspot.scoring.model.detect;

/**
 * Moments of the logarithm of a geometric variable K on 1, 2, …, the interval between successes of
 * equal trials.
 *
 * @param spread ln E(K) - E(ln K)
 * @param spreadVariance the variance of ln K - K / E(K), which n times the variance of the sample's
 *     spread tends to
 */
record LogGeometric(double spread, double spreadVariance) {
  /** Above this mean the exponential distribution is as good. */
  private static final double LARGE_MEAN = 500;

  /** Means that are worked out, each so much larger than the one before; between, it is linear. */
  private static final double STEP = 1.05;

  private static final LogGeometric[] TABLE = table();

  private static final double EULER = 0.5772156649015329;
  private static final LogGeometric EXPONENTIAL =
      new LogGeometric(EULER, Math.PI * Math.PI / 6 - 1);

  /** The probability of larger values that is left out of sums. */
  private static final double NEGLIGIBLE = 1e-15;

  static LogGeometric ofMean(double mean) {
    double position = Math.log(mean) / Math.log(STEP);
    int below = (int) position;
    if (below + 1 >= TABLE.length) {
      return EXPONENTIAL;
    }
    return TABLE[below].towards(TABLE[below + 1], position - below);
  }

  private LogGeometric towards(LogGeometric next, double share) {
    return new LogGeometric(
        spread + share * (next.spread - spread),
        spreadVariance + share * (next.spreadVariance - spreadVariance));
  }

  private static LogGeometric[] table() {
    int size = (int) (Math.log(LARGE_MEAN) / Math.log(STEP)) + 1;
    LogGeometric[] table = new LogGeometric[size];
    for (int i = 0; i < size; i++) {
      table[i] = workedOut(Math.pow(STEP, i));
    }
    return table;
  }

  private static LogGeometric workedOut(double mean) {
    double success = 1 / mean;
    double left = 1;
    double logs = 0;
    double covered = 0;
    double scaled = 0;
    double scaledSquares = 0;
    for (int k = 1; left > NEGLIGIBLE; k++) {
      double probability = left * success;
      double log = Math.log(k);
      double difference = log - k / mean;
      logs += probability * log;
      scaled += probability * difference;
      scaledSquares += probability * difference * difference;
      covered += probability;
      left *= 1 - success;
    }
    double centre = scaled / covered;
    return new LogGeometric(
        Math.log(mean) - logs, Math.max(0, scaledSquares / covered - centre * centre));
  }
}
