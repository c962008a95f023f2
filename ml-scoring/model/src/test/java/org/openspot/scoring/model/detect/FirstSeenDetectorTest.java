package org.openspot.scoring.model.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.openspot.scoring.model.counting.PeerGroups;
import org.openspot.scoring.model.record.FlowRecord;

class FirstSeenDetectorTest {
  private final FirstSeenDetector detector = new FirstSeenDetector(PeerGroups.DEFAULT);

  /** Thirty hosts of two networks that use a web server, and some of them their mail server. */
  private static List<HostServices> day(String... more) {
    Map<String, HostServices> hosts = new TreeMap<>();
    for (int i = 1; i <= 30; i++) {
      String host = "10.0." + i % 2 + "." + i;
      add(hosts, host, "192.0.2.1", 443);
      if (i % 3 == 0) {
        add(hosts, host, "192.0.2.2", 993);
      }
    }
    for (int i = 0; i < more.length; i += 3) {
      add(hosts, more[i], more[i + 1], Integer.parseInt(more[i + 2]));
    }
    return new ArrayList<>(hosts.values());
  }

  private static void add(Map<String, HostServices> hosts, String host, String peer, int port) {
    hosts
        .computeIfAbsent(host, HostServices::new)
        .add(
            new FlowRecord(
                "",
                0,
                new FlowRecord.Clock(0, 0, 0),
                new FlowRecord.Endpoint(host, 50_000),
                new FlowRecord.Endpoint(peer, port),
                "TCP",
                1,
                1));
  }

  private static List<HostHistory> history(List<HostServices> day) {
    return day.stream().map(HostHistory::of).toList();
  }

  @Test
  void whatTheHostHasHadBeforeIsNothingNew() {
    assertThat(detector.evidence(day(), history(day())))
        .hasSize(30)
        .allMatch(one -> one.statistic() == 0);
  }

  @Test
  void aPeerAndAPortThatNobodyElseHasAreAboveWhatOthersHave() {
    List<HostServices> today =
        day("10.0.1.1", "198.51.100.9", "4444", "10.0.1.5", "192.0.2.2", "993");
    List<Evidence> evidence = detector.evidence(today, history(day()));
    evidence.removeIf(one -> one.statistic() == 0);
    assertThat(evidence).hasSize(2);
    Evidence first =
        evidence.stream().max(Comparator.comparingDouble(Evidence::statistic)).orElseThrow();
    assertThat(first.subject()).isEqualTo("10.0.1.1 198.51.100.9 4444/TCP");
    assertThat(first.reasons().get(0).text())
        .isEqualTo("port 4444/TCP is new to the host; 0 of 29 other hosts use it");
    Evidence second =
        evidence.stream().min(Comparator.comparingDouble(Evidence::statistic)).orElseThrow();
    assertThat(second.statistic()).isLessThan(1);
  }

  @Test
  void thatPeerAndPortAreBothRareIsNoMoreThanTheirProbabilityTogether() {
    List<HostServices> today = day("10.0.1.1", "198.51.100.9", "4444");
    // Half a host of the fifteen of its group, for each: t = 1/900, and t (1 - ln t) of two.
    double product = 1 / 900.0;
    assertThat(Math.pow(10, -most(detector.evidence(today, history(day())))))
        .isCloseTo(product * (1 - Math.log(product)), within(1e-9));
  }

  @Test
  void onlyWhatIsNewCounts() {
    List<HostServices> today = day("10.0.1.1", "198.51.100.9", "443");
    List<Evidence> evidence = detector.evidence(today, history(day()));
    evidence.removeIf(one -> one.statistic() == 0);
    assertThat(evidence).hasSize(1);
    assertThat(evidence.get(0).reasons())
        .extracting(Reason::name)
        .containsExactly("others with peer 198.51.100.9", "new peers", "flows");
  }

  @Test
  void aHostThatAlwaysHasNewPeersIsLessSurprisedByOne() {
    String[] many = new String[60];
    for (int i = 0; i < many.length; i += 3) {
      many[i] = "10.0.1.1";
      many[i + 1] = "198.51.100." + i;
      many[i + 2] = "443";
    }
    double ofMany = most(detector.evidence(day(many), history(day())));
    List<HostServices> one = day("10.0.1.1", "198.51.100.9", "443");
    double ofOne = most(detector.evidence(one, history(day())));
    assertThat(ofMany).isLessThan(ofOne - 1);
  }

  private static double most(List<Evidence> evidence) {
    return evidence.stream().mapToDouble(Evidence::statistic).max().orElseThrow();
  }

  @Test
  void oneNewThingOnADayOnWhichNothingElseIsNewIsAnAlert() {
    List<HostServices> today = day("10.0.1.1", "198.51.100.9", "4444");
    List<Evidence> evidence = detector.evidence(today, history(day()));
    assertThat(new Fusion(Fusion.calibrate(evidence), 1).alerts(evidence))
        .singleElement()
        .satisfies(alert -> assertThat(alert.host()).isEqualTo("10.0.1.1"));
  }

  @Test
  void withoutHistoryWhatOthersDoTells() {
    List<Evidence> evidence = detector.evidence(day("10.0.1.1", "198.51.100.9", "4444"), List.of());
    assertThat(evidence).hasSize(30 + 10 + 1);
    assertThat(evidence.stream().max(Comparator.comparingDouble(Evidence::statistic)))
        .hasValueSatisfying(top -> assertThat(top.subject()).contains("4444"));
    assertThat(evidence)
        .filteredOn(one -> one.subject().endsWith("443/TCP"))
        .allMatch(one -> one.statistic() < 0.1);
  }
}
