package org.openspot.scoring.model.source;

import java.util.List;
import java.util.Optional;
import org.openspot.scoring.model.detect.DayDetector;
import org.openspot.scoring.model.detect.DayDetectors;
import org.openspot.scoring.model.feedback.FeedbackFormat;
import org.openspot.scoring.model.feedback.FlowFeedback;
import org.openspot.scoring.model.record.Cells;
import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.result.ResultLayout;
import org.openspot.scoring.model.word.AgentCounts;
import org.openspot.scoring.model.word.KnownDomains;
import org.openspot.scoring.model.word.Recipe;
import org.openspot.scoring.model.word.Recipes;

/** What scoring has to know of flows. */
final class FlowSource implements ScoredSource<FlowRecord> {
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
  public FlowRecord record(Cells row) {
    return FlowRecord.of(row);
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
  public List<String> hostColumns() {
    return List.of("sip", "dip");
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
