package org.openspot.scoring.evaluation;

import java.util.List;
import java.util.Optional;

/**
 * How well each detector ranks labelled records.
 *
 * @param records how many records there are
 * @param anomalous how many of them are anomalies
 * @param anomalies how many different anomalies they are part of
 * @param hosts how many hosts findings are about
 * @param days over how many days, at least one
 * @param rows one for each detector
 */
public record Evaluation(
    long records, long anomalous, long anomalies, long hosts, double days, List<Row> rows) {
  public Evaluation {
    rows = List.copyOf(rows);
  }

  /**
   * What one detector is worth.
   *
   * @param detector which
   * @param intervals its measures; empty if it was not run
   * @param found how many anomalies have a record in its first 250 findings; with ties, for certain
   * @param alerts hosts with a finding of which at most one is expected
   */
  public record Row(
      String detector, Optional<Intervals> intervals, long found, Optional<Alerts> alerts) {}

  /**
   * What is reported without being asked.
   *
   * @param hosts hosts with such a finding
   * @param unfounded those of them of whose findings none has an anomaly
   * @param perHostAndDay hosts with such a finding, by all hosts and days
   */
  public record Alerts(long hosts, long unfounded, double perHostAndDay) {}

  /** The row of a detector. */
  public Row row(String detector) {
    return rows.stream()
        .filter(row -> row.detector().equals(detector))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no detector " + detector));
  }
}
