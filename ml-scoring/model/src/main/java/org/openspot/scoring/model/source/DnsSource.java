package org.openspot.scoring.model.source;

import java.util.List;
import java.util.Optional;
import org.openspot.scoring.model.detect.DayDetector;
import org.openspot.scoring.model.detect.DayDetectors;
import org.openspot.scoring.model.feedback.DnsFeedback;
import org.openspot.scoring.model.feedback.FeedbackFormat;
import org.openspot.scoring.model.record.Cells;
import org.openspot.scoring.model.record.DnsRecord;
import org.openspot.scoring.model.result.ResultLayout;
import org.openspot.scoring.model.word.AgentCounts;
import org.openspot.scoring.model.word.KnownDomains;
import org.openspot.scoring.model.word.Recipe;
import org.openspot.scoring.model.word.Recipes;

/** What scoring has to know of DNS responses. */
final class DnsSource implements ScoredSource<DnsRecord> {
  private static final long serialVersionUID = 1L;

  @Override
  public ResultLayout layout() {
    return ResultLayout.DNS;
  }

  @Override
  public List<String> recordColumns() {
    return DnsRecord.COLUMNS;
  }

  @Override
  public DnsRecord record(Cells row) {
    return DnsRecord.of(row);
  }

  @Override
  public Optional<String> flaw(DnsRecord record) {
    return record.flaw();
  }

  @Override
  public Recipe<DnsRecord> recipe(Recipes recipes, KnownDomains known, AgentCounts agents) {
    return recipes.dns(known);
  }

  @Override
  public FeedbackFormat<DnsRecord> feedback() {
    return new DnsFeedback();
  }

  @Override
  public Subject subject(DnsRecord record) {
    return new Subject(record.time(), record.client(), record.name());
  }

  @Override
  public List<String> hostColumns() {
    return List.of("ip_dst");
  }

  @Override
  public List<String> hosts(DnsRecord record) {
    return List.of(record.client());
  }

  @Override
  public List<DayDetector<DnsRecord, ?>> detectors() {
    return DayDetectors.dns();
  }
}
