package org.openspot.scoring.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.schema.TableSpec;
import org.openspot.scoring.model.detect.Alert;
import org.openspot.scoring.model.detect.Evidence;
import org.openspot.scoring.model.detect.HostHistory;
import org.openspot.scoring.model.record.DnsRecord;
import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.source.ScoredSource;
import org.openspot.scoring.spark.ScoringResult.Suspicious;

/** What is not rare, and suspicious all the same. */
class DetectionTest {
  @TempDir Path directory;

  @Test
  void aBeaconIsFound() {
    List<Map<String, Object>> flows = RecordsForTests.office(40, 50);
    long nine = RecordsForTests.MIDNIGHT + 9 * 3600;
    for (int i = 0; i < 200; i++) {
      flows.add(
          RecordsForTests.flow(nine + i * 60L, Requests.ODD_CLIENT, "198.51.100.9", 443, 600));
    }
    Suspicious<FlowRecord> first = found(ScoredSource.flow(), flows).get(0);
    assertThat(first.record().destination().address()).isEqualTo("198.51.100.9");
    assertThat(first.explanation().findings().get(0).evidence())
        .extracting(Evidence::detector)
        .isEqualTo("flow.beacon");
    assertThat(first.explanation().text()).contains("contacts are multiples of 60 seconds apart");
  }

  /** The second day is as the first, with one host more that does as the odd one did. */
  @Test
  void whatAHostDidOnADayBeforeIsNothingNewToItAndStillNewToOthers() {
    List<Map<String, Object>> flows = RecordsForTests.office(40, 50);
    flows.add(RecordsForTests.flow(Requests.NOON, Requests.ODD_CLIENT, "203.0.113.7", 22, 900));
    ScoringResult<FlowRecord> first = day(flows, "first", List.of());
    assertThat(firstSeen(first, Double.MAX_VALUE))
        .contains(Requests.ODD_CLIENT + " 203.0.113.7 22/TCP");
    flows.add(RecordsForTests.flow(Requests.NOON, "10.1.0.5", "203.0.113.8", 3389, 900));
    assertThat(firstSeen(day(flows, "second", first.seen()), RankedResults.BUDGET))
        .containsExactly("10.1.0.5 203.0.113.8 3389/TCP");
  }

  private ScoringResult<FlowRecord> day(
      List<Map<String, Object>> flows, String name, List<HostHistory> before) {
    return Requests.of(ScoredSource.flow(), flows, directory.resolve(name), 2)
        .wanted(1, 50, Ranking.FUSED)
        .before(before)
        .score();
  }

  /** The subjects of results that are new to their host. */
  private static List<String> firstSeen(ScoringResult<FlowRecord> result, double expected) {
    return result.results().stream()
        .flatMap(one -> one.explanation().findings().stream())
        .filter(finding -> finding.expected() <= expected)
        .map(Alert.Finding::evidence)
        .filter(evidence -> evidence.detector().equals("flow.first"))
        .map(Evidence::subject)
        .distinct()
        .toList();
  }

  @Test
  void aTunnelThroughNamesIsFound() {
    List<Map<String, Object>> responses = new ArrayList<>();
    Random random = new Random(9);
    for (int i = 0; i < 1500; i++) {
      String client = "10.2.0." + i % 30;
      // By chance: a client that asks every 30 seconds would be a beacon.
      long time = Requests.NOON + random.nextInt(3000);
      String name = "host" + random.nextInt(40) + ".site" + random.nextInt(12) + ".com";
      responses.add(RecordsForTests.response(time, client, name, 1, 0));
    }
    for (int i = 0; i < 150; i++) {
      String data = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
      responses.add(
          RecordsForTests.response(
              Requests.NOON + i, "10.2.0.7", data + ".tunnel.example.net", 16, 0));
    }
    ScoredSource<DnsRecord> source = ScoredSource.dns();
    List<Suspicious<DnsRecord>> found = found(source, responses);
    // No two of the responses are the same in all their columns.
    assertThat(found).extracting(Suspicious::record).doesNotHaveDuplicates();
    Suspicious<DnsRecord> first = found.get(0);
    assertThat(first.record().name()).endsWith(".tunnel.example.net");
    assertThat(first.explanation().text()).contains("dns.").contains("10.2.0.7 example.net");

    TableSpec table = source.table().scores();
    List<Object> row = new ScoreRows<>(source).score(first);
    assertThat(row.get(table.column("tld"))).isEqualTo("example.net");
    assertThat(row.get(table.column("hh"))).isEqualTo(12);
    assertThat(row.get(table.column("dns_qry_type_name"))).isEqualTo("TXT");
    assertThat(row.get(table.column("dns_qry_class_name"))).isEqualTo("Internet (IN)");
  }

  private <R> List<Suspicious<R>> found(ScoredSource<R> source, List<Map<String, Object>> rows) {
    return Requests.of(source, rows, directory.resolve("day"), 2)
        .wanted(1, 10, Ranking.FUSED)
        .score()
        .results();
  }
}
