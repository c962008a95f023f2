package org.openspot.scoring.model.source;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.openspot.core.error.ConfigException;
import org.openspot.schema.TableSpec;
import org.openspot.scoring.model.detect.DayDetector;
import org.openspot.scoring.model.feedback.FeedbackFormat;
import org.openspot.scoring.model.record.Cells;
import org.openspot.scoring.model.record.DnsRecord;
import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.record.ProxyRecord;
import org.openspot.scoring.model.result.ResultLayout;
import org.openspot.scoring.model.word.AgentCounts;
import org.openspot.scoring.model.word.KnownDomains;
import org.openspot.scoring.model.word.Recipe;
import org.openspot.scoring.model.word.Recipes;

/**
 * What scoring has to know of one source, whoever scores: a job over a day, a worker while it
 * ingests, somebody who asks for words. Has no state; safe for threads, and travels to Spark's
 * tasks.
 *
 * @param <R> its records
 */
public interface ScoredSource<R> extends Serializable {
  /** Flows. */
  static ScoredSource<FlowRecord> flow() {
    return new FlowSource();
  }

  /** DNS responses. */
  static ScoredSource<DnsRecord> dns() {
    return new DnsSource();
  }

  /** Web requests. */
  static ScoredSource<ProxyRecord> proxy() {
    return new ProxySource();
  }

  /**
   * The source of that name.
   *
   * @throws ConfigException if there is none
   */
  static ScoredSource<?> of(String name) {
    return switch (name) {
      case "flow" -> flow();
      case "dns" -> dns();
      case "proxy" -> proxy();
      default -> throw new ConfigException("no source " + name + "; there are: dns, flow, proxy");
    };
  }

  /** The table and what of it is in results. */
  ResultLayout layout();

  /** The columns that a record is made of. */
  List<String> recordColumns();

  /** Those of them that words are made of. */
  default List<String> wordColumns() {
    return recordColumns();
  }

  /** The record of a row. */
  R record(Cells row);

  /** Why a record cannot be scored, or empty. */
  Optional<String> flaw(R record);

  /**
   * The record of a row that can be scored.
   *
   * @throws IllegalArgumentException if it cannot, with the reason
   */
  default R scorable(Cells row) {
    R record = record(row);
    flaw(record)
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException(reason);
            });
    return record;
  }

  /** How its records become words. */
  Recipe<R> recipe(Recipes recipes, KnownDomains known, AgentCounts agents);

  /** How its feedback is written. */
  FeedbackFormat<R> feedback();

  /** What the record is about, for people. */
  Subject subject(R record);

  /** True when words need to know how often user agents occur. */
  default boolean countsAgents() {
    return false;
  }

  /** The user agent to be counted, where words need that. */
  default Optional<String> agent(R record) {
    return Optional.empty();
  }

  /** The columns with the hosts that a record's words are of, in the order of the words. */
  List<String> hostColumns();

  /** The hosts that a record's words are of, in the order of the words. */
  List<String> hosts(R record);

  /** What looks at the records of a day together. */
  List<DayDetector<R, ?>> detectors();

  /** What detectors would call what the record belongs to: the subjects of their evidence. */
  default List<String> subjects(R record) {
    return detectors().stream().map(detector -> detector.subject(record)).toList();
  }

  /**
   * What a record is about.
   *
   * @param time seconds since 1970-01-01 UTC, or -1
   * @param client who asked or sent
   * @param other what it asked for, or whom it sent to
   */
  record Subject(long time, String client, String other) implements Serializable {}

  /** The table's name. */
  default String name() {
    return layout().table();
  }

  /** The table. */
  default TableSpec table() {
    return TableSpec.load(name());
  }
}
