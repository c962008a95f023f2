package org.openspot.scoring.model.word;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openspot.scoring.model.record.DnsRecord;
import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.record.ProxyRecord;

/** Words of Spot 1.1 against examples computed by another program. */
class SpotRecipesTest {
  private static final List<String> TOP = List.of("google.com", "bbc.com", "example.org");
  private static final KnownDomains KNOWN = new KnownDomains("acme", TOP);
  private static final AgentCounts AGENTS =
      AgentCounts.of(Map.of("UA1", 1L, "UA7", 7L, "UA8", 8L, "UA1000", 1000L));

  static Stream<List<String>> flows() {
    return GoldenRows.of("spot-flow.tsv");
  }

  static Stream<List<String>> responses() {
    return GoldenRows.of("spot-dns.tsv");
  }

  static Stream<List<String>> requests() {
    return GoldenRows.of("spot-proxy.tsv");
  }

  @ParameterizedTest
  @MethodSource("flows")
  void flowWords(List<String> row) {
    FlowRecord record =
        new FlowRecord(
            "2017-01-14 00:00:00",
            0,
            new FlowRecord.Clock(Integer.parseInt(row.get(0)), 0, 0),
            new FlowRecord.Endpoint("10.0.0.1", Integer.parseInt(row.get(1))),
            new FlowRecord.Endpoint("10.0.0.2", Integer.parseInt(row.get(2))),
            row.get(3),
            Long.parseLong(row.get(5)),
            Long.parseLong(row.get(4)));
    assertThat(Recipes.SPOT_1_1.flow().words(record))
        .containsExactly(
            new DocumentWord("10.0.0.1", row.get(6)), new DocumentWord("10.0.0.2", row.get(7)));
  }

  @ParameterizedTest
  @MethodSource("responses")
  void dnsWords(List<String> row) {
    DnsRecord record =
        new DnsRecord(
            row.get(0),
            0,
            Integer.parseInt(row.get(1)),
            "10.0.0.1",
            row.get(2),
            "0x0001",
            Integer.parseInt(row.get(3)),
            Integer.parseInt(row.get(4)));
    assertThat(Recipes.SPOT_1_1.dns(KNOWN).words(record))
        .containsExactly(new DocumentWord("10.0.0.1", row.get(5)));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void proxyWords(List<String> row) {
    ProxyRecord record =
        new ProxyRecord(
            "2017-01-14",
            row.get(1),
            "10.0.0.1",
            row.get(0),
            row.get(2),
            row.get(5),
            row.get(4),
            row.get(6),
            row.get(3),
            0);
    assertThat(Recipes.SPOT_1_1.proxy(KNOWN, AGENTS).words(record))
        .containsExactly(new DocumentWord("10.0.0.1", row.get(7)));
  }

  @Test
  void namesAreTakenApartOneLevelOfEach() {
    assertThat(SpotDomain.of("www.bbc.co.uk")).isEqualTo(new SpotDomain("co", "www.bbc", 4));
    assertThat(SpotDomain.of("com.uk").domain()).isEqualTo(SpotDomain.NONE);
    assertThat(SpotDomain.of(".com").domain()).isEmpty();
    assertThat(SpotDomain.of("").parts()).isEqualTo(1);
    assertThat(SpotDomain.of(".").parts()).isZero();
    assertThat(SpotDomain.of("10.1.2.3").domain()).isEqualTo(SpotDomain.NONE);
    assertThat(SpotDomain.of("google.com:443").domain()).isEqualTo(SpotDomain.NONE);
  }

  @Test
  void dyadicEntropiesAreExact() {
    assertThat(Entropy.bits("")).isZero();
    assertThat(Entropy.bits("ab")).isEqualTo(1.0);
    assertThat(Entropy.bits("aabc")).isEqualTo(1.5);
    assertThat(Entropy.bits("abcdefgh")).isEqualTo(3.0);
    assertThat(Entropy.bin(0)).isZero();
    assertThat(Entropy.bin(1.5)).isEqualTo(5);
    assertThat(Entropy.bin(1e9)).isEqualTo(19);
    assertThat(Entropy.bin(Double.NaN)).isEqualTo(-1);
  }

  @Test
  void roundingEqualsWholeNumbersInTheRangeOfTraffic() {
    for (long n = 1; n < 1 << 20; n++) {
      assertThat(Magnitude.spotFloorLog2(n)).isEqualTo(63 - Long.numberOfLeadingZeros(n));
      assertThat(Magnitude.spotCeilLog2(n + 1)).isEqualTo(Magnitude.digits(n));
    }
    assertThat(Magnitude.spotFloorLog2(-5)).isZero();
    assertThat(Magnitude.spotCeilLog2(0)).isEqualTo(Integer.MIN_VALUE);
  }

  @Test
  void aWordSaysWhatItIsMadeOf() {
    ExplainedWord word = Recipes.SPOT_1_1.flow().explain(Records.flow(443, 50000, "TCP")).get(0);
    assertThat(word.word().word()).isEqualTo("-1_443_TCP_7_10_2");
    assertThat(word.parts())
        .contains(new ExplainedWord.Part("bytes bin", "10", "512 to 1023"))
        .contains(new ExplainedWord.Part("port", "443", "port 443"))
        .contains(new ExplainedWord.Part("hour", "7", "hour 7"));
  }
}
