package org.openspot.cli.score;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openspot.scoring.evaluation.Evaluation;
import org.openspot.scoring.evaluation.Evaluation.Row;
import org.openspot.scoring.evaluation.Intervals.Interval;
import org.openspot.scoring.evaluation.Measures.Kind;

/** An evaluation as lines for people, and as JSON. */
final class EvaluationText {
  private static final String LINE = "%-30s %-21s %-21s %-21s %-21s %-21s %9s %12s %9s";

  private EvaluationText() {}

  static List<String> lines(Evaluation evaluation) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%d records, %d of them of %d anomalies; %d hosts, %.2f days",
            evaluation.records(),
            evaluation.anomalous(),
            evaluation.anomalies(),
            evaluation.hosts(),
            evaluation.days()));
    lines.add(
        String.format(
            LINE,
            "detector",
            "ROC AUC",
            "average precision",
            "recall at 100",
            "recall at 250",
            "recall at 1 %",
            "found",
            "alerts/h/d",
            "unfounded"));
    evaluation.rows().forEach(row -> lines.add(line(row, evaluation).stripTrailing()));
    lines.add("found: anomalies among the first 250 findings; alerts/h/d: hosts with a finding of");
    lines.add(
        "which usual traffic has one a day at most, a host and day; unfounded: those of them");
    lines.add("without any anomaly");
    return lines;
  }

  private static String line(Row row, Evaluation evaluation) {
    if (row.intervals().isEmpty()) {
      return String.format("%-30s not run", row.detector());
    }
    List<String> texts = new ArrayList<>(List.of(row.detector()));
    for (Kind kind : Kind.values()) {
      texts.add(text(row.intervals().get().of(kind)));
    }
    texts.add(row.found() + "/" + evaluation.anomalies());
    texts.add(
        row.alerts()
            .map(alerts -> String.format(Locale.ROOT, "%.5f", alerts.perHostAndDay()))
            .orElse("-"));
    texts.add(row.alerts().map(alerts -> alerts.unfounded() + "/" + alerts.hosts()).orElse("-"));
    return String.format(LINE, texts.toArray());
  }

  private static String text(Interval interval) {
    return Double.isNaN(interval.value())
        ? "-"
        : String.format(
            Locale.ROOT, "%.3f [%.3f, %.3f]", interval.value(), interval.low(), interval.high());
  }

  static String json(Evaluation evaluation) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("records", evaluation.records());
    json.put("anomalous", evaluation.anomalous());
    json.put("anomalies", evaluation.anomalies());
    json.put("hosts", evaluation.hosts());
    json.put("days", evaluation.days());
    var rows = json.putArray("detectors");
    for (Row row : evaluation.rows()) {
      ObjectNode one = rows.addObject().put("detector", row.detector());
      one.put("run", row.intervals().isPresent());
      row.intervals()
          .ifPresent(
              intervals -> {
                for (Kind kind : Kind.values()) {
                  put(one.putObject(kind.name().toLowerCase(Locale.ROOT)), intervals.of(kind));
                }
                one.put("found_in_250", row.found());
              });
      row.alerts()
          .ifPresent(
              alerts ->
                  one.put("alerts", alerts.hosts())
                      .put("unfounded_alerts", alerts.unfounded())
                      .put("alerts_per_host_and_day", alerts.perHostAndDay()));
    }
    return json.toString();
  }

  /** JSON has no NaN. */
  private static void put(ObjectNode node, Interval interval) {
    put(node, "value", interval.value());
    put(node, "low", interval.low());
    put(node, "high", interval.high());
  }

  private static void put(ObjectNode node, String name, double value) {
    if (Double.isNaN(value)) {
      node.putNull(name);
    } else {
      node.put(name, value);
    }
  }
}
