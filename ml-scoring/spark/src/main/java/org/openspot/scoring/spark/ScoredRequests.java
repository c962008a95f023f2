package org.openspot.scoring.spark;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.openspot.scoring.model.detect.DayDetector;
import org.openspot.scoring.model.detect.DayDetectors;
import org.openspot.scoring.model.feedback.FeedbackFormat;
import org.openspot.scoring.model.feedback.ProxyFeedback;
import org.openspot.scoring.model.record.ProxyRecord;
import org.openspot.scoring.model.result.ResultLayout;
import org.openspot.scoring.model.word.AgentCounts;
import org.openspot.scoring.model.word.KnownDomains;
import org.openspot.scoring.model.word.Recipe;
import org.openspot.scoring.model.word.Recipes;

/** Web requests. */
final class ScoredRequests implements ScoredSource<ProxyRecord> {
  private static final long serialVersionUID = 1L;

  @Override
  public ResultLayout layout() {
    return ResultLayout.PROXY;
  }

  @Override
  public List<String> recordColumns() {
    return ProxyRecord.COLUMNS;
  }

  @Override
  public ProxyRecord record(Row row) {
    return new ProxyRecord(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8));
  }

  @Override
  public Optional<String> flaw(ProxyRecord record) {
    return record.flaw();
  }

  @Override
  public Recipe<ProxyRecord> recipe(Recipes recipes, KnownDomains known, AgentCounts agents) {
    return recipes.proxy(known, agents);
  }

  @Override
  public boolean countsAgents() {
    return true;
  }

  @Override
  public Optional<String> agent(ProxyRecord record) {
    return Optional.of(record.countedAgent());
  }

  @Override
  public FeedbackFormat<ProxyRecord> feedback() {
    return new ProxyFeedback();
  }

  @Override
  public Subject subject(ProxyRecord record) {
    return new Subject(record.epochSecond().orElse(-1), record.client(), record.uri());
  }

  @Override
  public List<String> hosts(ProxyRecord record) {
    return List.of(record.client());
  }

  @Override
  public List<DayDetector<ProxyRecord, ?>> detectors() {
    return DayDetectors.proxy();
  }
}
