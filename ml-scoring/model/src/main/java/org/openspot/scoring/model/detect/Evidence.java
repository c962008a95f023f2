package org.openspot.scoring.model.detect;

import java.io.Serializable;
import java.util.List;

/**
 * What a detector says of one subject before it is compared with others.
 *
 * @param subject what it is about: the text of the key
 * @param host the host to be ranked for it
 * @param detector which detector it is from
 * @param statistic how unusual it is; higher is more, 0 is not at all
 * @param reasons why
 */
public record Evidence(
    String subject, String host, String detector, double statistic, List<Reason> reasons)
    implements Serializable {
  public Evidence {
    reasons = List.copyOf(reasons);
  }
}
