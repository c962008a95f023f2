package org.openspot.scoring.model.detect;

/** The gamma distribution with scale 1 (Press et al., Numerical Recipes, section 6.2). */
final class Gamma {
  private static final double[] LANCZOS = {
    76.18009172947146,
    -86.50532032941678,
    24.01409824083091,
    -1.231739572450155,
    0.001208650973866179,
    -5.395239384953e-06
  };
  private static final int MOST_TERMS = 100_000;
  private static final double PRECISION = 1e-14;
  private static final double TINY = 1e-300;

  private Gamma() {}

  /** The probability of a value below x. */
  static double below(double shape, double x) {
    if (x <= 0) {
      return 0;
    }
    return x < shape + 1 ? series(shape, x) : 1 - fraction(shape, x);
  }

  private static double series(double shape, double x) {
    double term = 1 / shape;
    double sum = term;
    for (int i = 1; i < MOST_TERMS && term > sum * PRECISION; i++) {
      term *= x / (shape + i);
      sum += term;
    }
    return sum * density(shape, x);
  }

  /** Lentz's continued fraction of the probability above x. */
  private static double fraction(double shape, double x) {
    double b = x + 1 - shape;
    double c = 1 / TINY;
    double d = 1 / b;
    double h = d;
    for (int i = 1; i < MOST_TERMS; i++) {
      double a = -i * (i - shape);
      b += 2;
      d = 1 / bounded(a * d + b);
      c = bounded(b + a / c);
      double factor = d * c;
      h *= factor;
      if (Math.abs(factor - 1) < PRECISION) {
        break;
      }
    }
    return h * density(shape, x);
  }

  private static double bounded(double x) {
    return Math.abs(x) < TINY ? TINY : x;
  }

  private static double density(double shape, double x) {
    return Math.exp(shape * Math.log(x) - x - logGamma(shape));
  }

  private static double logGamma(double x) {
    double sum = 1.000000000190015;
    for (int i = 0; i < LANCZOS.length; i++) {
      sum += LANCZOS[i] / (x + i + 1);
    }
    double t = x + 5.5;
    return (x + 0.5) * Math.log(t) - t + Math.log(2.5066282746310007 * sum / x);
  }
}
