package org.openspot.parsers.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.parsers.DissectorSettings;
import org.openspot.parsers.Requirement;
import org.openspot.parsers.csv.CsvDissector;
import org.openspot.parsers.dns.DnsSource;
import org.openspot.parsers.flow.FlowSource;
import org.openspot.parsers.proxy.ProxySource;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.RecordingSink;

/** What is planted with labels is what the labels say, and no more. */
class PlantedTest {
  private static final Instant MONDAY = Instant.parse("2025-03-03T00:00:00Z");
  private static final long RECORDS = 60_000;

  @TempDir Path directory;

  private static TrafficSettings day(long seed, long records) {
    return new TrafficSettings(seed, records, MONDAY, Duration.ofDays(1));
  }

  private static <T> List<T> all(Iterator<T> events) {
    List<T> all = new ArrayList<>();
    events.forEachRemaining(all::add);
    return all;
  }

  @Test
  void underAThousandthIsPlantedAndNothingElseIsUnusual() {
    PlantedFlows flows = new PlantedFlows(day(1, RECORDS));
    assertThat(flows.planted()).hasSizeBetween(40, 59);
    assertThat(flows.planted().stream().map(Planted::anomaly).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(
            Anomaly.BEACON, Anomaly.SCAN_HORIZONTAL, Anomaly.SCAN_VERTICAL, Anomaly.FLOOD);
    List<GeneratedFlow> outliers =
        all(flows.traffic()).stream().filter(flow -> flow.kind().isOutlier()).toList();
    assertThat(outliers)
        .containsExactlyElementsOf(flows.planted().stream().map(Planted::event).toList());
    assertThat(all(flows.traffic())).hasSize((int) RECORDS);

    PlantedNames names = new PlantedNames(day(1, RECORDS));
    assertThat(names.planted()).hasSizeBetween(40, 59);
    assertThat(names.planted().stream().map(Planted::anomaly).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(
            Anomaly.TUNNEL_SHORT, Anomaly.TUNNEL_TALKATIVE, Anomaly.EXFILTRATION, Anomaly.BEACON);
    List<GeneratedDns> unusual =
        all(names.traffic()).stream().filter(name -> name.kind().isOutlier()).toList();
    assertThat(unusual)
        .containsExactlyElementsOf(names.planted().stream().map(Planted::event).toList());
    assertThat(all(names.traffic()))
        .hasSize((int) RECORDS)
        .isSortedAccordingTo(Comparator.comparingLong(GeneratedDns::millis));

    PlantedRequests requests = new PlantedRequests(day(1, RECORDS));
    assertThat(requests.planted()).hasSizeBetween(40, 59);
    assertThat(requests.planted().stream().map(Planted::anomaly).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(Anomaly.BEACON, Anomaly.UPLOAD, Anomaly.EXFILTRATION);
    assertThat(all(requests.traffic()).stream().filter(request -> request.kind().isOutlier()))
        .containsExactlyElementsOf(requests.planted().stream().map(Planted::event).toList());
    assertThat(all(requests.traffic()))
        .hasSize((int) RECORDS)
        .isSortedAccordingTo(Comparator.comparingLong(GeneratedRequest::timeMillis));
  }

  @Test
  void theSameSeedPlantsTheSameAndAnotherSeedOther() {
    assertThat(all(new PlantedFlows(day(2, RECORDS)).traffic()))
        .isEqualTo(all(new PlantedFlows(day(2, RECORDS)).traffic()));
    assertThat(new PlantedNames(day(2, RECORDS)).planted())
        .isEqualTo(new PlantedNames(day(2, RECORDS)).planted())
        .isNotEqualTo(new PlantedNames(day(3, RECORDS)).planted());
  }

  @Test
  void beaconsHaveTheJitterAndTheGapsThatAreSaid() {
    Map<String, List<Long>> times = new TreeMap<>();
    for (Planted<GeneratedFlow> one : new PlantedFlows(day(4, 1_000_000)).planted()) {
      boolean call = one.event().sourceText().startsWith("10.20.");
      if (one.anomaly() == Anomaly.BEACON && call) {
        times
            .computeIfAbsent(one.campaign(), unused -> new ArrayList<>())
            .add(one.event().startMillis());
      }
    }
    assertThat(times).containsOnlyKeys("beacon-1", "beacon-2", "beacon-3");
    List<Long> even = intervals(times.get("beacon-1"));
    long period = Collections.min(even);
    assertThat(even)
        .allMatch(
            interval -> Math.abs(interval - period * Math.rint((double) interval / period)) < 20)
        .anyMatch(interval -> interval > 1.5 * period); // a call is missing
    List<Long> jittered = intervals(times.get("beacon-2"));
    double mean = jittered.stream().mapToLong(Long::longValue).average().orElseThrow();
    assertThat(jittered)
        .allMatch(interval -> interval > .7 * mean && interval < 1.3 * mean)
        .anyMatch(interval -> interval < .85 * mean);
  }

  private static List<Long> intervals(List<Long> times) {
    List<Long> intervals = new ArrayList<>();
    for (int i = 1; i < times.size(); i++) {
      intervals.add(times.get(i) - times.get(i - 1));
    }
    return intervals;
  }

  @Test
  void tooFewRecordsToPlantAmongAreRefused() {
    assertThatThrownBy(() -> new PlantedFlows(day(1, 49_999)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ask for more");
  }

  @Test
  void everyLabelIsThatOfOneFlowAsItIsDissected() throws IOException {
    Requirement.tool("nfcapd");
    Requirement.tool("nfdump");
    TrafficSettings traffic = day(5, 50_000);
    PlantedFlows flows = new PlantedFlows(traffic);
    Path labels = directory.resolve("labels.csv");
    long written = GeneratedTables.writeLabels(flows, labels);
    GeneratorSettings settings = GeneratorSettings.of(traffic, 1, directory.resolve("flows"));
    List<GeneratedFile> files = FlowGenerator.generate(settings, flows.traffic());
    RecordingSink sink = new RecordingSink(new FlowSource().table());
    new FlowSource()
        .dissector(DissectorSettings.defaults(Path.of("target/scratch")))
        .dissect(files.get(0).path(), sink);
    assertRowsHave(
        labels, written, sink, List.of("sip", "dip", "sport", "dport", "proto", "ipkt", "ibyt"));
  }

  @Test
  void everyLabelIsThatOfOneResponseAsItIsDissectedAndAsItIsARow() throws IOException {
    Requirement.tool("tshark");
    TrafficSettings traffic = day(6, 50_000);
    PlantedNames names = new PlantedNames(traffic);
    Path labels = directory.resolve("labels.csv");
    long written = GeneratedTables.writeLabels(names, labels);
    Path csv = directory.resolve("rows.csv");
    assertThat(GeneratedTables.writeNames(names.traffic(), csv)).isEqualTo(50_000);
    DnsGeneratorSettings settings =
        new DnsGeneratorSettings(traffic, 1, 0, directory.resolve("dns"));
    Path capture = DnsGenerator.generate(settings, names.traffic()).get(0).path();

    DissectorSettings dissecting = DissectorSettings.defaults(Path.of("target/scratch"));
    DnsSource source = new DnsSource();
    RecordingSink dissected = new RecordingSink(source.table());
    source.dissector(dissecting).dissect(capture, dissected);
    RecordingSink read = read(csv, source.table());

    assertThat(Set.copyOf(read.rows.values())).isEqualTo(Set.copyOf(dissected.rows.values()));
    assertRowsHave(
        labels,
        written,
        dissected,
        List.of("unix_tstamp", "ip_dst", "dns_qry_name", "dns_qry_type", "dns_qry_rcode"));
  }

  @Test
  void everyLabelIsThatOfOneRequestAsItIsDissectedAndAsItIsARow() throws IOException {
    TrafficSettings traffic = day(7, 50_000);
    PlantedRequests requests = new PlantedRequests(traffic);
    Path labels = directory.resolve("labels.csv");
    long written = GeneratedTables.writeLabels(requests, labels);
    Path csv = directory.resolve("rows.csv");
    assertThat(GeneratedTables.writeRequests(requests.traffic(), csv)).isEqualTo(50_000);
    ProxyGeneratorSettings settings =
        ProxyGeneratorSettings.of(traffic, 1, directory.resolve("proxy"));
    Path log = ProxyGenerator.generate(settings, requests.traffic()).get(0).path();

    ProxySource source = new ProxySource();
    RecordingSink dissected = new RecordingSink(source.table());
    source.dissector(DissectorSettings.defaults(Path.of("target/scratch"))).dissect(log, dissected);
    RecordingSink read = read(csv, source.table());

    assertThat(read.rejects).isEmpty();
    assertThat(List.copyOf(read.rows.values())).isEqualTo(List.copyOf(dissected.rows.values()));
    assertRowsHave(
        labels,
        written,
        dissected,
        List.of("p_date", "p_time", "clientip", "reqmethod", "fulluri"));
  }

  private static RecordingSink read(Path csv, TableSpec table) throws IOException {
    RecordingSink read = new RecordingSink(table);
    try (InputStream content = Files.newInputStream(csv)) {
      new CsvDissector(table).dissect(content, read);
    }
    return read;
  }

  /** Each label, of which so many were written, is found by its columns. */
  private static void assertRowsHave(
      Path labels, long written, RecordingSink sink, List<String> columns) throws IOException {
    Set<String> rows = new HashSet<>();
    sink.rows.values().forEach(row -> rows.add(text(row, columns)));
    assertThat(keys(labels)).hasSize((int) written).allMatch(rows::contains);
  }

  private static String text(Map<String, Object> row, List<String> columns) {
    return columns.stream()
        .map(column -> String.valueOf(row.get(column)))
        .collect(Collectors.joining(","));
  }

  /** The lines without anomaly, campaign and start. */
  private static List<String> keys(Path labels) throws IOException {
    return Files.readAllLines(labels).stream()
        .skip(1)
        .map(line -> line.replaceFirst("^[^,]+,[^,]+,[^,]+,", ""))
        .toList();
  }
}
