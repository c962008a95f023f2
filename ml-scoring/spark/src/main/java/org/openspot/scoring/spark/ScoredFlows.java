package org.openspot.scoring.spark;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.openspot.scoring.model.detect.DayDetector;
import org.openspot.scoring.model.detect.DayDetectors;
import org.openspot.scoring.model.feedback.FeedbackFormat;
import org.openspot.scoring.model.feedback.FlowFeedback;
import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.result.ResultLayout;
import org.openspot.scoring.model.word.AgentCounts;
import org.openspot.scoring.model.word.KnownDomains;
import org.openspot.scoring.model.word.Recipe;
import org.openspot.scoring.model.word.Recipes;

/** Flows. */
final class ScoredFlows implements ScoredSource<FlowRecord> {
  private static final long serialVersionUID = 1L;

  @Override
  public ResultLayout layout() {
    return ResultLayout.FLOW;
  }

  @Override
  public List<String> recordColumns() {
    return FlowRecord.COLUMNS;
  }

  @Override
  public FlowRecord record(Row row) {
    return new FlowRecord(
        row.getString(0),
        Columns.number(row, 1, FlowRecord.NONE),
        new FlowRecord.Clock(
            Columns.integer(row, 2, FlowRecord.NONE),
            Columns.integer(row, 3, FlowRecord.NONE),
            Columns.integer(row, 4, FlowRecord.NONE)),
        new FlowRecord.Endpoint(row.getString(5), Columns.integer(row, 6, FlowRecord.NONE)),
        new FlowRecord.Endpoint(row.getString(7), Columns.integer(row, 8, FlowRecord.NONE)),
        row.getString(9),
        Columns.number(row, 10, FlowRecord.NONE),
        Columns.number(row, 11, FlowRecord.NONE));
  }

  @Override
  public Optional<String> flaw(FlowRecord record) {
    return record.flaw();
  }

  @Override
  public Recipe<FlowRecord> recipe(Recipes recipes, KnownDomains known, AgentCounts agents) {
    return recipes.flow();
  }

  @Override
  public FeedbackFormat<FlowRecord> feedback() {
    return new FlowFeedback();
  }

  @Override
  public Subject subject(FlowRecord record) {
    String destination = record.destination().address();
    boolean ipv6 = destination.indexOf(':') >= 0;
    return new Subject(
        record.time(),
        record.source().address(),
        (ipv6 ? "[" + destination + "]" : destination) + ":" + record.destination().port());
  }

  @Override
  public List<String> hosts(FlowRecord record) {
    return List.of(record.source().address(), record.destination().address());
  }

  @Override
  public List<DayDetector<FlowRecord, ?>> detectors() {
    return DayDetectors.flow();
  }
}
