package org.openspot.parsers.generate;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openspot.core.error.RetriableException;
import org.openspot.schema.Column;
import org.openspot.schema.TableSpec;

/**
 * Writes generated events as CSV (RFC 4180) with a header: which ones were planted, and all of them
 * as rows of their table.
 *
 * <p>Labels have one line for each planted record: {@code anomaly}, {@code campaign}, {@code
 * started} (ISO 8601, UTC, milliseconds), and those columns of the table by which its row is found;
 * see docs/scoring.md.
 */
public final class GeneratedTables {
  /** A flow's received time is nfcapd's and not known here; so a flow is known by the rest. */
  private static final List<String> FLOW_KEY =
      List.of("sip", "dip", "sport", "dport", "proto", "ipkt", "ibyt");

  private static final List<String> DNS_KEY =
      List.of("unix_tstamp", "ip_dst", "dns_qry_name", "dns_qry_type", "dns_qry_rcode");

  private static final List<String> PROXY_KEY =
      List.of("p_date", "p_time", "clientip", "reqmethod", "fulluri");

  private GeneratedTables() {}

  /**
   * Writes which flows were planted.
   *
   * @return how many
   */
  public static long writeLabels(PlantedFlows flows, Path file) {
    return write(
        file,
        labelColumns(FLOW_KEY),
        flows.planted().iterator(),
        planted ->
            label(planted, planted.event().startMillis(), GeneratedRows.of(planted.event())));
  }

  /**
   * Writes which responses were planted.
   *
   * @return how many
   */
  public static long writeLabels(PlantedNames names, Path file) {
    ByteBuffer packet = ByteBuffer.allocate(PacketWriter.maxBytes());
    return write(
        file,
        labelColumns(DNS_KEY),
        names.planted().iterator(),
        planted ->
            label(planted, planted.event().millis(), GeneratedRows.of(planted.event(), packet)));
  }

  /**
   * Writes which requests were planted.
   *
   * @return how many
   */
  public static long writeLabels(PlantedRequests requests, Path file) {
    return write(
        file,
        labelColumns(PROXY_KEY),
        requests.planted().iterator(),
        planted -> label(planted, planted.event().timeMillis(), GeneratedRows.of(planted.event())));
  }

  /**
   * Writes flows as rows of the flow table, received when they end.
   *
   * @return how many
   */
  public static long writeFlows(Iterator<GeneratedFlow> flows, Path file) {
    return write(file, columns("flow"), flows, GeneratedRows::of);
  }

  /**
   * Writes responses as rows of the dns table.
   *
   * @return how many
   */
  public static long writeNames(Iterator<GeneratedDns> names, Path file) {
    ByteBuffer packet = ByteBuffer.allocate(PacketWriter.maxBytes());
    return write(file, columns("dns"), names, dns -> GeneratedRows.of(dns, packet));
  }

  /**
   * Writes requests as rows of the proxy table.
   *
   * @return how many
   */
  public static long writeRequests(Iterator<GeneratedRequest> requests, Path file) {
    return write(file, columns("proxy"), requests, GeneratedRows::of);
  }

  private static List<String> columns(String table) {
    return TableSpec.load(table).columns().stream().map(Column::name).toList();
  }

  private static List<String> labelColumns(List<String> key) {
    List<String> columns = new ArrayList<>(List.of("anomaly", "campaign", "started"));
    columns.addAll(key);
    return columns;
  }

  private static Map<String, String> label(
      Planted<?> planted, long startMillis, Map<String, String> row) {
    Map<String, String> label = new LinkedHashMap<>(row);
    label.put("anomaly", planted.anomaly().label());
    label.put("campaign", planted.campaign());
    label.put("started", Instant.ofEpochMilli(startMillis).toString());
    return label;
  }

  private static <T> long write(
      Path file, List<String> columns, Iterator<T> events, Function<T, Map<String, String>> row) {
    long lines = 0;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(String.join(",", columns) + "\n");
      while (events.hasNext()) {
        Map<String, String> values = row.apply(events.next());
        out.write(
            columns.stream()
                .map(column -> quoted(values.getOrDefault(column, "")))
                .collect(Collectors.joining(",", "", "\n")));
        lines++;
      }
    } catch (IOException e) {
      throw new RetriableException("cannot write " + file + ": " + e.getMessage(), e);
    }
    return lines;
  }

  private static String quoted(String value) {
    boolean plain =
        value.chars().noneMatch(letter -> letter == ',' || letter == '"' || letter < ' ');
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}
