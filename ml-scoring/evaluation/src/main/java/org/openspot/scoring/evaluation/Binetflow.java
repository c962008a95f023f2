package org.openspot.scoring.evaluation;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.openspot.scoring.evaluation.LabelledFlows.LabelledLine;
import org.openspot.scoring.model.record.FlowRecord.Endpoint;

/**
 * Argus' bidirectional flows, as the CTU data sets have them, with commas or TABs. A label that
 * names malware, a botnet or an attack is an anomaly; any other is none. What is not IP (ARP, LLC,
 * Argus' own records) is passed over. Times are taken for UTC.
 */
final class Binetflow implements LabelledFlows.Layout {
  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss.SSSSSS", Locale.ROOT);

  private static final Set<String> NOT_IP = Set.of("man", "llc", "arp", "rarp", "ipx/spx", "pnp");

  private static final Pattern UNWANTED =
      Pattern.compile("malware|malicious|botnet|attack", Pattern.CASE_INSENSITIVE);

  private final FlowColumns columns;

  Binetflow(List<String> names) {
    columns =
        new FlowColumns(
            names,
            "StartTime",
            "Dur",
            "Proto",
            "SrcAddr",
            "Sport",
            "DstAddr",
            "Dport",
            "TotPkts",
            "SrcBytes",
            "Label");
  }

  @Override
  public Optional<LabelledLine> flow(List<String> fields) {
    String protocol = columns.text(fields, "Proto");
    if (NOT_IP.contains(protocol)) {
      return Optional.empty();
    }
    Instant start =
        LocalDateTime.parse(columns.text(fields, "StartTime"), START).toInstant(ZoneOffset.UTC);
    double time = start.getEpochSecond() + start.getNano() / 1e9 + columns.seconds(fields, "Dur");
    int from = columns.port(fields, "Sport");
    int to = columns.port(fields, "Dport");
    // Argus has ICMP's type and code as one number in the source port, mostly as 0x0303.
    boolean icmp = protocol.contains("icmp");
    return Optional.of(
        new LabelledLine(
            FlowColumns.flow(
                time,
                new Endpoint(columns.text(fields, "SrcAddr"), icmp ? 0 : from),
                new Endpoint(columns.text(fields, "DstAddr"), icmp ? from : to),
                icmp ? "ICMP" : protocol,
                // Older files do not tell whose packets they are.
                columns.count(fields, columns.has("SrcPkts") ? "SrcPkts" : "TotPkts"),
                columns.count(fields, "SrcBytes")),
            anomaly(columns.text(fields, "Label"))));
  }

  private static String anomaly(String label) {
    if (label.isEmpty()) {
      return null;
    }
    String name = label.startsWith("flow=") ? label.substring("flow=".length()) : label;
    return UNWANTED.matcher(name).find() ? name : "";
  }
}
