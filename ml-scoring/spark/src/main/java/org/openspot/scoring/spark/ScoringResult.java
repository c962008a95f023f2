package org.openspot.scoring.spark;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.openspot.scoring.model.detect.HostHistory;
import org.openspot.scoring.model.result.Scored;
import org.openspot.scoring.model.saved.ScoringModel;
import org.openspot.scoring.model.source.ScoredSource;

/**
 * What came of scoring.
 *
 * @param records how many records there were
 * @param flaws how many of them could not be scored, by reason
 * @param flawed some of those
 * @param model with which the others were scored
 * @param results the most suspicious first
 * @param seen what is to be known of hosts on later days; nothing unless detectors were run
 */
public record ScoringResult<R>(
    long records,
    Map<String, Long> flaws,
    List<Flawed> flawed,
    ScoringModel model,
    List<Suspicious<R>> results,
    List<HostHistory> seen) {
  /** A record that could not be scored: the values that results have, and why. */
  public record Flawed(List<Object> values, String reason) {}

  /**
   * A record among the results.
   *
   * @param rank from 0, as in Spot
   * @param values what results have of its row
   * @param score the topic model's
   */
  public record Suspicious<R>(
      int rank, R record, List<Object> values, double score, Explanation explanation) {}

  /** How many records could not be scored. */
  public long rejected() {
    return flaws.values().stream().mapToLong(Long::longValue).sum();
  }

  static List<Object> values(ScoredSource<?> source, Row row) {
    return source.layout().tableColumns().stream()
        .map(column -> row.get(row.fieldIndex(column)))
        .toList();
  }

  static String reason(Scored<Row> flawed) {
    return flawed.key().substring(0, flawed.key().indexOf(Scan.KEY_SEPARATOR));
  }
}
