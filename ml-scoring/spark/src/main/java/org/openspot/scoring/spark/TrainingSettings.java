package org.openspot.scoring.spark;

import java.io.Serializable;

/**
 * How topics are trained.
 *
 * @param optimizer which algorithm
 * @param topics how many
 * @param iterations how often the algorithm goes over the documents
 * @param alpha the prior of documents over topics; {@link #UNSET} for the optimizer's own
 * @param beta the prior of topics over words; likewise
 * @param seed the same seed and the same number of partitions give the same model
 * @param partitions in how many parts the documents are, whatever the cluster has
 */
public record TrainingSettings(
    Optimizer optimizer,
    int topics,
    int iterations,
    double alpha,
    double beta,
    long seed,
    int partitions)
    implements Serializable {
  /** What stands for a prior that was not set. */
  public static final double UNSET = -1;

  /** Spot's settings, with a seed: 20 topics, 20 iterations of expectation maximization. */
  public static final TrainingSettings DEFAULT =
      new TrainingSettings(Optimizer.EM, 20, 20, UNSET, UNSET, 1, 8);

  /** Algorithms for latent Dirichlet allocation. */
  public enum Optimizer {
    /** Our own expectation maximization over the whole corpus; the priors are above 1. */
    EM(1.02, 1.001),
    /**
     * MLlib's online variational Bayes over samples of the documents; the priors are 0 or above.
     */
    ONLINE(UNSET, UNSET);

    private final double alpha;
    private final double beta;

    Optimizer(double alpha, double beta) {
      this.alpha = alpha;
      this.beta = beta;
    }
  }

  public TrainingSettings {
    requirePositive("topics", topics);
    requirePositive("iterations", iterations);
    requirePositive("partitions", partitions);
    requirePrior("alpha", optimizer, alpha);
    requirePrior("beta", optimizer, beta);
    if (alpha == UNSET) {
      alpha = optimizer.alpha;
    }
    if (beta == UNSET) {
      beta = optimizer.beta;
    }
  }

  private static void requirePositive(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " must be 1 or more: " + value);
    }
  }

  private static void requirePrior(String what, Optimizer optimizer, double value) {
    boolean fits = optimizer == Optimizer.EM ? value > 1 : value >= 0;
    if (value != UNSET && !fits) {
      throw new IllegalArgumentException(
          what
              + " must be "
              + (optimizer == Optimizer.EM ? "above 1 for em: " : "0 or more for online: ")
              + value);
    }
  }

  /** The same with another seed. */
  public TrainingSettings withSeed(long other) {
    return new TrainingSettings(optimizer, topics, iterations, alpha, beta, other, partitions);
  }
}
