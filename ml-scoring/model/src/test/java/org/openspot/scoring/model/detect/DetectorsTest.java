package org.openspot.scoring.model.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Detectors and their fusion on days of made traffic, each from a fixed seed. */
class DetectorsTest {
  private static final String VICTIM = "10.0.1.55";
  private static final int USUAL_DAYS = 8;
  private static final int DAYS = 4;

  @Test
  void usualDaysStayWithinTheBudgetOfFalseAlerts() {
    int alerts = 0;
    for (int seed = 0; seed < USUAL_DAYS; seed++) {
      List<Evidence> evidence = TrafficForTests.day(seed).evidence();
      alerts += new Fusion(Fusion.calibrate(evidence), 1).alerts(evidence).size();
    }
    assertThat(alerts).isLessThanOrEqualTo(USUAL_DAYS);
  }

  @Test
  void aTunnelIsOnTop() {
    for (int seed = 0; seed < DAYS; seed++) {
      TrafficForTests day = TrafficForTests.day(seed);
      day.tunnel(VICTIM, "tunnel.example.net", 150);
      Alert first = alerts(day).get(0);
      assertThat(first.host()).isEqualTo(VICTIM);
      assertThat(first.findings().get(0).evidence().subject()).isEqualTo(VICTIM + " example.net");
      assertThat(first.findings().get(0).evidence().reasons())
          .anyMatch(
              reason -> reason.name().equals("different subdomains") && reason.value() == 150);
    }
  }

  @Test
  void aBeaconIsOnTopAlsoWithHalfItsPeriodAsJitterAndThreeOfTenMissing() {
    for (int seed = 0; seed < DAYS; seed++) {
      TrafficForTests day = TrafficForTests.day(seed);
      day.beacon(VICTIM, "203.0.113.7", 600, 0.5, 0.3);
      Alert first = alerts(day).get(0);
      assertThat(first.host()).isEqualTo(VICTIM);
      Evidence evidence = first.findings().get(0).evidence();
      assertThat(evidence.subject()).isEqualTo(VICTIM + " 203.0.113.7 443");
      assertThat(evidence.reasons().get(0).value()).isBetween(420.0, 900.0);
    }
  }

  @Test
  void aScanOfAFewMinutesIsOnTop() {
    for (int seed = 0; seed < DAYS; seed++) {
      TrafficForTests day = TrafficForTests.day(seed);
      day.scan(VICTIM, 2000, 11 * 3600);
      Alert first = alerts(day).get(0);
      assertThat(first.host()).isEqualTo(VICTIM);
      assertThat(first.findings().get(0).evidence().subject()).isEqualTo(VICTIM + " source 11");
    }
  }

  @Test
  void whatEveryoneDoesRegularlyIsUsual() {
    List<Evidence> evidence =
        new BeaconDetector()
            .evidence(TrafficForTests.day(1).contacts()).stream()
                .filter(one -> one.subject().endsWith(" 10.0.0.250 123"))
                .toList();
    assertThat(evidence).hasSizeGreaterThan(50).allMatch(one -> one.statistic() == 0);
    assertThat(evidence.get(0).reasons().get(0).value()).isBetween(1020.0, 1028.0);
  }

  @Test
  void theSameDayGivesTheSameAlerts() {
    TrafficForTests day = TrafficForTests.day(3);
    assertThat(rank(day)).isEqualTo(rank(TrafficForTests.day(3)));
  }

  private static List<Alert> alerts(TrafficForTests day) {
    List<Evidence> evidence = day.evidence();
    List<Alert> alerts = new Fusion(Fusion.calibrate(evidence), 1).alerts(evidence);
    assertThat(alerts).isNotEmpty();
    return alerts;
  }

  private static List<Alert> rank(TrafficForTests day) {
    List<Evidence> evidence = new ArrayList<>(day.flowEvidence()); // anew, each time
    evidence.addAll(day.responseEvidence());
    return new Fusion(Fusion.calibrate(evidence), 1).rank(evidence);
  }
}
