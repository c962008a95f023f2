package org.openspot.scoring.evaluation;

import java.util.List;
import java.util.Optional;
import org.openspot.scoring.evaluation.LabelledFlows.LabelledLine;
import org.openspot.scoring.model.record.FlowRecord.Endpoint;

/**
 * Zeek's conn.log with the columns {@code label} and, if there is one, {@code detailedlabel}:
 * {@code Malicious} is an anomaly; {@code Benign} and {@code Background} are none.
 */
final class ZeekConn implements LabelledFlows.Layout {
  private final FlowColumns columns;

  ZeekConn(List<String> names) {
    columns =
        new FlowColumns(
            names,
            "ts",
            "id.orig_h",
            "id.orig_p",
            "id.resp_h",
            "id.resp_p",
            "proto",
            "duration",
            "orig_pkts",
            "orig_ip_bytes",
            "label");
  }

  @Override
  public Optional<LabelledLine> flow(List<String> fields) {
    String protocol = columns.text(fields, "proto");
    int from = columns.port(fields, "id.orig_p");
    int to = columns.port(fields, "id.resp_p");
    // Zeek has ICMP's type and code where ports are.
    boolean icmp = protocol.equals("icmp");
    double end = columns.seconds(fields, "ts") + columns.seconds(fields, "duration");
    return Optional.of(
        new LabelledLine(
            FlowColumns.flow(
                end,
                new Endpoint(columns.text(fields, "id.orig_h"), icmp ? 0 : from),
                new Endpoint(columns.text(fields, "id.resp_h"), icmp ? from * 256 + to : to),
                protocol,
                columns.count(fields, "orig_pkts"),
                columns.count(fields, "orig_ip_bytes")),
            anomaly(fields)));
  }

  private String anomaly(List<String> fields) {
    String label = columns.text(fields, "label");
    switch (label) {
      case "Benign", "benign", "Background", "background":
        return "";
      case "", "-", "(empty)":
        return null;
      case "Malicious", "malicious":
        break;
      default:
        throw new IllegalArgumentException(
            "label is none of Malicious, Benign, Background: " + label);
    }
    String detail = columns.has("detailedlabel") ? columns.text(fields, "detailedlabel") : "";
    return detail.isEmpty() || detail.equals("-") || detail.equals("(empty)") ? label : detail;
  }
}
