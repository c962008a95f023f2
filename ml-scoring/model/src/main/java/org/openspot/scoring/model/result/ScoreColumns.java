package org.openspot.scoring.model.result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openspot.schema.Column;
import org.openspot.schema.TableSpec;
import org.openspot.scoring.model.word.HostName;

/**
 * What stands in the columns of a source's table of scores: Spot's columns and what they mean.
 * Immutable.
 */
public final class ScoreColumns {
  private static final long SECONDS_PER_HOUR = 3600;
  private static final int HOURS = 24;

  private final ResultLayout layout;
  private final TableSpec scores;

  /**
   * @param layout of the source's results
   */
  public ScoreColumns(ResultLayout layout) {
    this.layout = layout;
    this.scores = TableSpec.load(layout.table()).scores();
  }

  /** The table of scores. */
  public TableSpec table() {
    return scores;
  }

  /**
   * A row of the table of scores.
   *
   * @param record the values of the record's row by their columns, null for NULL
   * @param word the record's word
   * @param rank its place among the results; null where that is not known
   * @return a value or null for every column of the table
   */
  public List<Object> row(
      Function<String, Object> record, double score, String word, Integer rank) {
    Map<String, Object> row = new HashMap<>();
    layout.tableColumns().forEach(column -> row.put(column, record.apply(column)));
    row.put("ml_score", score);
    row.put("rank", rank);
    switch (layout.table()) {
      case "flow" -> addFlow(row);
      case "dns" -> addDns(row);
      case "proxy" -> addRequest(row, word);
      default -> throw new IllegalStateException("no scores of " + layout.table());
    }
    return scores.columns().stream()
        .map(Column::name)
        .map(row::get)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static void addFlow(Map<String, Object> row) {
    row.put("tstart", row.get("treceived"));
    row.put("srcip", row.get("sip"));
    row.put("dstip", row.get("dip"));
    // Spot's values where it does not know the site's networks.
    row.put("srcip_internal", 0);
    row.put("dstip_internal", 0);
  }

  private static void addDns(Map<String, Object> row) {
    HostName name = HostName.of((String) row.get("dns_qry_name"));
    row.put("frame_len", ((Number) row.get("frame_len")).longValue());
    row.put("tld", name.kind() == HostName.Kind.DOMAIN ? name.registered() : null);
    row.put("hh", (int) ((Long) row.get("unix_tstamp") / SECONDS_PER_HOUR % HOURS));
    row.put("dns_qry_class_name", CodeNames.queryClass((String) row.get("dns_qry_class")));
    row.put("dns_qry_type_name", CodeNames.type(number(row, "dns_qry_type")));
    row.put("dns_qry_rcode_name", CodeNames.response(number(row, "dns_qry_rcode")));
  }

  private static int number(Map<String, Object> row, String column) {
    Integer number = (Integer) row.get(column);
    return number == null ? -1 : number;
  }

  private static void addRequest(Map<String, Object> row, String word) {
    row.put("tdate", row.get("p_date"));
    row.put("time", row.get("p_time"));
    row.put("word", word);
    row.put("respcode_name", CodeNames.status((String) row.get("respcode")));
    row.put("respcode", CodeNames.number((String) row.get("respcode")));
    row.put("uriport", CodeNames.number((String) row.get("uriport")));
  }
}
