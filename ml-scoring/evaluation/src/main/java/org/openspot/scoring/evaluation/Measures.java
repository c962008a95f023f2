package org.openspot.scoring.evaluation;

/**
 * How good a ranking is. What is tied has no order: ROC AUC and recall count it as the mean over
 * all orders it could have, average precision as if all of it had been read. NaN where there is no
 * anomaly, or nothing else.
 *
 * @param rocAuc the probability that an anomaly is above another record; half of it if they are
 *     tied
 * @param averagePrecision the precision at each distinct score, weighted by the recall it adds
 * @param recallAt100 the share of anomalies among the first 100
 * @param recallAt250 the share among the first 250, as many as Spot shows
 * @param recallAtPercent the share among the first hundredth of all records
 */
public record Measures(
    double rocAuc,
    double averagePrecision,
    double recallAt100,
    double recallAt250,
    double recallAtPercent) {
  /** One of the measures. */
  public enum Kind {
    ROC_AUC,
    AVERAGE_PRECISION,
    RECALL_AT_100,
    RECALL_AT_250,
    RECALL_AT_PERCENT
  }

  /** The measure of a kind. */
  public double of(Kind kind) {
    return switch (kind) {
      case ROC_AUC -> rocAuc;
      case AVERAGE_PRECISION -> averagePrecision;
      case RECALL_AT_100 -> recallAt100;
      case RECALL_AT_250 -> recallAt250;
      case RECALL_AT_PERCENT -> recallAtPercent;
    };
  }
}
