package org.openspot.scoring.evaluation;

/**
 * A record and whether it is to be found.
 *
 * @param record the record
 * @param anomaly which anomaly it is part of; empty for one that is none, or not known to be one
 */
public record Labelled<R>(R record, String anomaly) {
  /** True for what is to be found. */
  public boolean isAnomaly() {
    return !anomaly.isEmpty();
  }
}
