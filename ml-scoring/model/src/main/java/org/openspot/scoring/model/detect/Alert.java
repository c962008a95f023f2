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
  public record Finding(Evidence evidence, double probability, double expected) {
    private static final double WORTH_TELLING = 10;

    /** Whether it is worth a person's time beside what is more unusual about the same host. */
    public boolean isWorthTelling() {
      return expected <= WORTH_TELLING;
    }
  }
}
