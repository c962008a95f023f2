package org.openspot.scoring.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openspot.scoring.model.record.DnsRecord;
import org.openspot.scoring.model.source.ScoredSource;

/** The rule that is one line: any type other than A, AAAA and PTR is suspicious. */
final class TypeRule {
  static final String NAME = "type other than A, AAAA, PTR";

  /** A, AAAA and PTR: what nearly everything that is asked for is. */
  private static final Set<Integer> USUAL_TYPES = Set.of(1, 28, 12);

  private TypeRule() {}

  /** What the rule says of records; empty if they are no responses. */
  static Optional<double[]> unusual(ScoredSource<?> source, List<?> records) {
    return source.name().equals(ScoredSource.dns().name())
        ? Optional.of(
            records.stream()
                .map(DnsRecord.class::cast)
                .mapToDouble(response -> USUAL_TYPES.contains(response.type()) ? 0 : 1)
                .toArray())
        : Optional.empty();
  }
}
