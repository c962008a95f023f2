package org.openspot.scoring.model.source;

import java.util.List;
import java.util.Optional;
import org.openspot.scoring.model.detect.DayDetector;
import org.openspot.scoring.model.detect.DayDetectors;
import org.openspot.scoring.model.feedback.FeedbackFormat;
import org.openspot.scoring.model.feedback.ProxyFeedback;
import org.openspot.scoring.model.record.Cells;
import org.openspot.scoring.model.record.ProxyRecord;
import org.openspot.scoring.model.result.ResultLayout;
import org.openspot.scoring.model.word.AgentCounts;
import org.openspot.scoring.model.word.KnownDomains;
import org.openspot.scoring.model.word.Recipe;
import org.openspot.scoring.model.word.Recipes;

/** What scoring has to know of web requests. */
final class ProxySource implements ScoredSource<ProxyRecord> {
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
  public List<String> wordColumns() {
    return ProxyRecord.WORD_COLUMNS;
  }

  @Override
  public ProxyRecord record(Cells row) {
    return ProxyRecord.of(row);
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
  public List<String> hostColumns() {
    return List.of("clientip");
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
