package org.openspot.scoring.model.detect;

import java.util.List;

/**
 * A host that is to be looked at.
 *
 * @param host the host
 * @param expected how many as unusual a day of usual traffic is expected to show; small is unusual
 * @param findings what is unusual about it, the most unusual first
 */
public record Alert(String host, double expected, List<Finding> findings) {
  public Alert {
    findings = List.copyOf(findings);
  }

  /** Evidence with its calibrated probability and the expected number of as unusual ones. */
  public record Finding(Evidence evidence, double probability, double expected) {}

  /** The probability that a day of usual traffic shows anything as unusual. */
  public double probability() {
    return -Math.expm1(-expected);
  }
}
