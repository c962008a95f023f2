package org.openspot.scoring.model.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.openspot.scoring.model.record.ProxyRecord;
import org.openspot.scoring.model.source.ScoredSource;

class UploadDetectorTest {
  private final DomainsSentTo detector = new DomainsSentTo();
  private final Map<String, SentData> sent = new TreeMap<>();

  private void request(String client, String host, long bytes) {
    request(client, host, "", bytes);
  }

  private void request(String client, String host, String path, long bytes) {
    ProxyRecord request =
        new ProxyRecord(
            "2026-03-02", "09:00:00", client, host, "POST", "x", "x", "200", host + path, bytes);
    detector.add(
        sent.computeIfAbsent(
            detector.key(request).orElseThrow(), unused -> detector.begin(request)),
        request);
  }

  private Map<String, Evidence> evidence() {
    return evidence(UploadDetector.UPLOAD);
  }

  private Map<String, Evidence> evidence(String name) {
    Map<String, Evidence> bySubject = new TreeMap<>();
    List<Evidence> all = new ArrayList<>();
    detector.evidence(sent.values(), List.of(), all::addAll);
    all.removeIf(one -> !one.detector().equals(name));
    all.forEach(one -> assertThat(bySubject.put(one.subject(), one)).isNull());
    return bySubject;
  }

  @Test
  void whatIsSentToADomainIsNotTakenForContactsWithItsHost() {
    ProxyRecord request =
        new ProxyRecord(
            "2026-03-02", "09:00:00", "10.0.0.1", "drop.example", "POST", "x", "x", "200", "/", 1);
    assertThat(ScoredSource.proxy().subjects(request)).doesNotHaveDuplicates().hasSize(2);
  }

  @Test
  void sumsAreWhatWasGathered() {
    request("10.0.0.1", "drop.example", "/a", 5);
    request("10.0.0.1", "drop.example", "/b", 6);
    double before = evidence(UploadDetector.URIS).get("10.0.0.1 *.drop.example").statistic();
    sent.replaceAll((key, one) -> detector.complete(one));
    assertThat(before).isPositive();
    assertThat(evidence(UploadDetector.URIS).get("10.0.0.1 *.drop.example").statistic())
        .isEqualTo(before);
  }

  @Test
  void whatAClientSendsToHostsOfADomainIsAddedUp() {
    request("10.0.0.1", "A.drop.example", 1000);
    request("10.0.0.1", "b.drop.example", 23);
    assertThat(evidence()).containsOnlyKeys("10.0.0.1 *.drop.example");
    Evidence one = evidence().get("10.0.0.1 *.drop.example");
    assertThat(one.statistic()).isCloseTo(10, within(1e-9));
    assertThat(one.reasons().get(0).text())
        .isEqualTo("1023 bytes sent to the domain; its other clients would send 0");
  }

  @Test
  void onlyWhatIsBeyondTheDomainsOtherClientsCounts() {
    for (int client = 1; client <= 4; client++) {
      request("10.0.0." + client, "mail.example", 500_000);
    }
    request("10.0.0.5", "mail.example", 500_000 + 1023);
    Map<String, Evidence> evidence = evidence();
    assertThat(evidence.get("10.0.0.1 *.mail.example").statistic()).isZero();
    assertThat(evidence.get("10.0.0.5 *.mail.example").statistic()).isCloseTo(10, within(1e-9));
  }

  @Test
  void whoAsksForMoreMaySendMore() {
    for (int client = 1; client <= 4; client++) {
      request("10.0.0." + client, "mail.example", 1000);
    }
    for (int i = 0; i < 20; i++) {
      request("10.0.0.5", "mail.example", 1000);
    }
    assertThat(evidence().get("10.0.0.5 *.mail.example").statistic()).isZero();
  }

  @Test
  void twoOthersAreTooFewToSayWhatIsUsual() {
    request("10.0.0.1", "mail.example", 500_000);
    request("10.0.0.2", "mail.example", 500_000);
    request("10.0.0.3", "mail.example", 1023);
    assertThat(evidence().get("10.0.0.3 *.mail.example").statistic()).isCloseTo(10, within(1e-9));
  }

  @Test
  void differentUrlsCarryTheirBitsOnceEach() {
    // Two characters as often as each other: one bit each.
    request("10.0.0.1", "drop.example", "abababababababab", 0);
    request("10.0.0.1", "DROP.example", "abababababababab", 0);
    Map<String, Evidence> evidence = evidence(UploadDetector.URIS);
    assertThat(evidence.get("10.0.0.1 *.drop.example").statistic())
        .isCloseTo(Math.log(1 + 16) / Math.log(2), within(1e-9));
    assertThat(evidence.get("10.0.0.1 *.drop.example").reasons())
        .extracting(Reason::text)
        .contains("1 different paths and queries in 2 requests");
  }

  @Test
  void aSizeThatIsNotKnownIsNothingSent() {
    request("10.0.0.1", "drop.example", 0);
    assertThat(evidence().get("10.0.0.1 *.drop.example").statistic()).isZero();
  }
}
