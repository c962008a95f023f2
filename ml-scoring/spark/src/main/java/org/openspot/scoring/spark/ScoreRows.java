package org.openspot.scoring.spark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openspot.schema.Column;
import org.openspot.schema.TableSpec;
import org.openspot.scoring.model.detect.Alert;
import org.openspot.scoring.model.record.DnsRecord;
import org.openspot.scoring.model.word.HostName;

/** Makes rows of the tables of scores and of reasons, with Spot's columns and what they mean. */
public final class ScoreRows<R> {
  private static final long SECONDS_PER_HOUR = 3600;
  private static final int HOURS = 24;

  private final ScoredSource<R> source;
  private final TableSpec scores;
  private final TableSpec reasons;

  public ScoreRows(ScoredSource<R> source) {
    this.source = source;
    this.scores = source.table().scores();
    this.reasons = source.table().reasons();
  }

  /** A row of the table of scores. */
  public List<Object> score(ScoringResult.Suspicious<R> result) {
    Map<String, Object> row = new HashMap<>();
    List<String> names = source.layout().tableColumns();
    for (int i = 0; i < names.size(); i++) {
      row.put(names.get(i), result.values().get(i));
    }
    row.put("ml_score", result.score());
    row.put("rank", result.rank());
    switch (source.name()) {
      case "flow" -> addFlow(row);
      case "dns" -> addDns(row, (DnsRecord) result.record());
      case "proxy" -> addRequest(row, result.explanation().word());
      default -> throw new IllegalStateException("no scores of " + source.name());
    }
    return ordered(scores, row);
  }

  private static void addFlow(Map<String, Object> row) {
    row.put("tstart", row.get("treceived"));
    row.put("srcip", row.get("sip"));
    row.put("dstip", row.get("dip"));
    // Spot's values where it does not know the site's networks.
    row.put("srcip_internal", 0);
    row.put("dstip_internal", 0);
  }

  private static void addDns(Map<String, Object> row, DnsRecord record) {
    HostName name = HostName.of(record.name());
    row.put("frame_len", (long) record.length());
    row.put("tld", name.kind() == HostName.Kind.DOMAIN ? name.registered() : null);
    row.put("hh", (int) (record.time() / SECONDS_PER_HOUR % HOURS));
    row.put("dns_qry_class_name", CodeNames.queryClass(record.queryClass()));
    row.put("dns_qry_type_name", CodeNames.type(record.type()));
    row.put("dns_qry_rcode_name", CodeNames.response(record.responseCode()));
  }

  private static void addRequest(Map<String, Object> row, String word) {
    row.put("tdate", row.get("p_date"));
    row.put("time", row.get("p_time"));
    row.put("word", word);
    row.put("respcode_name", CodeNames.status((String) row.get("respcode")));
    row.put("respcode", CodeNames.number((String) row.get("respcode")));
    row.put("uriport", CodeNames.number((String) row.get("uriport")));
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
    return ordered(reasons, row);
  }

  private static List<Object> ordered(TableSpec table, Map<String, Object> row) {
    return table.columns().stream()
        .map(Column::name)
        .map(row::get)
        .collect(Collectors.toCollection(ArrayList::new));
  }
}
