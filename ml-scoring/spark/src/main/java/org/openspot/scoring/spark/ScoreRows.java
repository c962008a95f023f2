package org.openspot.scoring.spark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openspot.schema.Column;
import org.openspot.schema.TableSpec;
import org.openspot.scoring.model.detect.Alert;
import org.openspot.scoring.model.result.ScoreColumns;
import org.openspot.scoring.model.source.ScoredSource;

/** Makes rows of the tables of scores and of reasons, with Spot's columns and what they mean. */
public final class ScoreRows<R> {
  private final ScoredSource<R> source;
  private final ScoreColumns scores;
  private final TableSpec reasons;

  public ScoreRows(ScoredSource<R> source) {
    this.source = source;
    this.scores = new ScoreColumns(source.layout());
    this.reasons = source.table().reasons();
  }

  /** A row of the table of scores. */
  public List<Object> score(ScoringResult.Suspicious<R> result) {
    List<String> columns = source.layout().tableColumns();
    return scores.row(
        column -> result.values().get(columns.indexOf(column)),
        result.score(),
        result.explanation().word(),
        result.rank());
  }

  /** A row of the table of reasons. */
  public List<Object> reason(ScoringResult.Suspicious<R> result) {
    Explanation why = result.explanation();
    ScoredSource.Subject subject = source.subject(result.record());
    Map<String, Object> row = new HashMap<>();
    row.put("rank", result.rank());
    row.put("time", subject.time() < 0 ? null : subject.time());
    row.put("client", subject.client());
    row.put("other", subject.other());
    row.put("ml_score", result.score());
    if (!why.findings().isEmpty()) {
      Alert.Finding first = why.findings().get(0);
      row.put("expected", first.expected());
      row.put("detector", first.evidence().detector());
    }
    row.put("host", why.host());
    row.put("word", why.word());
    row.put("word_of_host", why.counts().ofHost());
    row.put("words_of_host", why.counts().hostTotal());
    row.put("word_overall", why.counts().overall());
    row.put("words_overall", why.counts().total());
    row.put("hosts_with_word", why.counts().hosts());
    if (why.unusual() != null) {
      row.put("unusual_part", why.unusual().name());
      row.put("unusual_value", why.unusual().meaning());
      row.put("words_otherwise_same", why.unusual().others());
    }
    row.put("reasons", why.text());
    return ordered(row);
  }

  private List<Object> ordered(Map<String, Object> row) {
    return reasons.columns().stream()
        .map(Column::name)
        .map(row::get)
        .collect(Collectors.toCollection(ArrayList::new));
  }
}
