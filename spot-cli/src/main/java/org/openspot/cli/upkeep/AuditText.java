package org.openspot.cli.upkeep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openspot.store.audit.AuditReport;
import org.openspot.store.audit.Finding;

/** Audits as text for people or as JSON for scripts. */
public final class AuditText {
  private static final JsonMapper JSON = new JsonMapper();

  private AuditText() {}

  /** A block of lines for a table, and a line for each thing that is wrong. */
  public static void text(AuditReport report, PrintWriter out) {
    out.println("table " + report.table());
    line(
        out,
        "originals",
        "%,d: %,d whole, %,d waiting, %,d being ingested just now, %,d with open dead letters",
        report.originals(),
        report.complete(),
        report.waiting(),
        report.moving(),
        report.deadLetters());
    line(
        out,
        "records",
        "%,d committed = %,d rows + %,d rejects + %,d passed over",
        report.records(),
        report.rows(),
        report.rejects(),
        report.passedOver());
    line(
        out,
        "rows",
        "%,d committed - %,d in the table - %,d retired = %,d",
        report.rows(),
        report.rowsFound(),
        report.rowsRetired(),
        report.rows() - report.rowsFound() - report.rowsRetired());
    line(
        out,
        "rejects",
        "%,d committed - %,d found = %,d",
        report.rejects(),
        report.rejectsFound(),
        report.rejects() - report.rejectsFound());
    line(
        out,
        "files",
        "%,d read, %,d of them not written by OpenSpot (their rows are not counted)",
        report.files(),
        report.foreignFiles());
    if (report.unreadableEvents() > 0) {
      line(out, "events", "%,d could not be read: see spot deadletters", report.unreadableEvents());
    }
    for (Finding finding : report.findings()) {
      out.printf(
          Locale.ROOT,
          "  %-10s %s: %s%n",
          finding.kind().word().toUpperCase(Locale.ROOT),
          printable(finding.subject()),
          printable(finding.detail()));
    }
    out.println(report.balances() ? "  The books balance." : "  The books do NOT balance.");
  }

  private static void line(PrintWriter out, String what, String format, Object... values) {
    out.println("  " + String.format(Locale.ROOT, "%-11s" + format, prepend(what, values)));
  }

  private static Object[] prepend(String first, Object[] rest) {
    Object[] all = new Object[rest.length + 1];
    all[0] = first;
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  /** One object on a line. */
  public static void json(AuditReport report, PrintWriter out) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("table", report.table());
    json.put("balances", report.balances());
    json.put("originals", report.originals());
    json.put("complete", report.complete());
    json.put("waiting", report.waiting());
    json.put("moving", report.moving());
    json.put("dead_letters", report.deadLetters());
    json.put("unreadable_events", report.unreadableEvents());
    json.put("records", report.records());
    json.put("rows", report.rows());
    json.put("rejects", report.rejects());
    json.put("passed_over", report.passedOver());
    json.put("rows_found", report.rowsFound());
    json.put("rows_retired", report.rowsRetired());
    json.put("rejects_found", report.rejectsFound());
    json.put("files", report.files());
    json.put("foreign_files", report.foreignFiles());
    json.put("findings", report.findings().stream().map(AuditText::finding).toList());
    print(json, out);
  }

  private static Map<String, Object> finding(Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", finding.kind().word());
    json.put("subject", finding.subject());
    json.put("detail", finding.detail());
    return json;
  }

  /** Any object on a line. */
  public static void print(Map<String, Object> json, PrintWriter out) {
    try {
      out.println(JSON.writeValueAsString(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be JSON: " + List.of(json), e);
    }
  }
}
