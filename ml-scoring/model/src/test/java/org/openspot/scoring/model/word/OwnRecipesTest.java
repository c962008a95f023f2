package org.openspot.scoring.model.word;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.record.ProxyRecord;

class OwnRecipesTest {
  private static final KnownDomains KNOWN =
      new KnownDomains("acme.com", List.of("google.com", "bbc.co.uk"));

  @ParameterizedTest
  @CsvSource({
    "www.bbc.co.uk,          DOMAIN,  bbc.co.uk,       www",
    "WWW.Google.COM.,        DOMAIN,  google.com,      www",
    "google.com:443,         DOMAIN,  google.com,      ''",
    "a.b.shop.dev,           DOMAIN,  shop.dev,        a.b",
    "x.someone.github.io,    DOMAIN,  someone.github.io, x",
    "db.corp.local,          DOMAIN,  corp.local,      db",
    "co.uk,                  SUFFIX,  co.uk,           ''",
    "printer,                LABEL,   printer,         ''",
    "10.1.2.3:8080,          ADDRESS, 10.1.2.3,        ''",
    "[2001:db8::1]:443,      ADDRESS, 2001:db8::1,     ''",
    "2001:DB8::1,            ADDRESS, 2001:db8::1,     ''",
    "4.3.2.1.in-addr.arpa,   REVERSE, in-addr.arpa,    4.3.2.1",
    "1.0.ip6.arpa,           REVERSE, ip6.arpa,        1.0",
    "<Root>,                 NONE,    '',              ''",
    "bücher.example.de,      DOMAIN,  example.de,      bücher"
  })
  void hostNames(String name, HostName.Kind kind, String registered, String subdomain) {
    assertThat(HostName.of(name)).isEqualTo(new HostName(kind, registered, subdomain));
  }

  @Test
  void domainsAreComparedByWhatIsRegistered() {
    assertThat(domainClass("www.bbc.co.uk")).isEqualTo("popular");
    assertThat(domainClass("evil.co.uk")).isEqualTo("other");
    assertThat(domainClass("WWW.GOOGLE.COM")).isEqualTo("popular");
    assertThat(domainClass("google.com.evil.org")).isEqualTo("other");
    assertThat(domainClass("MAIL.corp.acme.com")).isEqualTo("own");
    assertThat(domainClass("notacme.com")).isEqualTo("other");
    assertThat(domainClass("printer")).isEqualTo("label");
  }

  @Test
  void theOwnDomainHoldsForRequestsTooAndMayBeALabel() {
    KnownDomains label = new KnownDomains("acme", List.of());
    assertThat(part(new DnsRecipe(label).explain(Records.dns("www.acme.co.uk")), "domain class"))
        .isEqualTo("own");
    Recipe<ProxyRecord> proxy = new ProxyRecipe(KNOWN, AgentCounts.of(Map.of()));
    assertThat(part(proxy.explain(Records.proxy("portal.acme.com", "UA")), "host class"))
        .isEqualTo("own");
    assertThat(part(proxy.explain(Records.proxy("portal.intel.com", "UA")), "host class"))
        .isEqualTo("other");
    assertThat(part(proxy.explain(Records.proxy("10.1.2.3:80", "UA")), "host class"))
        .isEqualTo("address");
  }

  @Test
  void anAgentNobodyTrainedOnHasAWord() {
    Recipe<ProxyRecord> proxy = new ProxyRecipe(KNOWN, AgentCounts.of(Map.of("UA", 8L)));
    assertThat(proxy.words(Records.proxy("www.google.com", "UA")))
        .containsExactly(new DocumentWord("10.0.0.1", "popular_7_GET_11_text_4_4_200"));
    assertThat(proxy.words(Records.proxy("www.google.com", "new")))
        .containsExactly(new DocumentWord("10.0.0.1", "popular_7_GET_11_text_0_4_200"));
  }

  @Test
  void theHourIsThatOfTheTimestampWhateverTheTextSays() {
    FlowRecord record =
        new FlowRecord(
            "2017-01-14 23:59:59",
            Records.TIME,
            new FlowRecord.Clock(23, 59, 59),
            new FlowRecord.Endpoint("10.0.0.1", 50000),
            new FlowRecord.Endpoint("10.0.0.2", 443),
            "TCP",
            3,
            1000);
    assertThat(new FlowRecipe().words(record))
        .containsExactly(
            new DocumentWord("10.0.0.1", "client_443_TCP_7_10_2"),
            new DocumentWord("10.0.0.2", "server_443_TCP_7_10_2"));
  }

  @ParameterizedTest
  @CsvSource({
    "50000, 3389, client_3389",
    "443,   8080, server_443",
    "123,   123,  peer_123",
    "22,    443,  peer_both",
    "3306,  8080, peer_both",
    "40000, 50000, peer_high",
    "0,     0,    peer_high",
    "-1,    53,   client_53"
  })
  void theServiceIsThePortThatNamesOne(int source, int destination, String word) {
    assertThat(new FlowRecipe().words(Records.flow(source, destination, "TCP")).get(0).word())
        .startsWith(word + "_TCP_");
  }

  @Test
  void icmpHasATypeInPlaceOfAPort() {
    assertThat(new FlowRecipe().words(Records.flow(0, 8 * 256, "ICMP")).get(0).word())
        .startsWith("client_type8_ICMP_");
  }

  @Test
  void aRankingMayHaveRanksAndRemarks() throws IOException {
    assertThat(KnownDomains.readRanking(new StringReader("# top\n1,google.com\nbbc.co.uk\n\n")))
        .containsExactly("google.com", "bbc.co.uk");
  }

  private static String domainClass(String name) {
    return part(new DnsRecipe(KNOWN).explain(Records.dns(name)), "domain class");
  }

  private static String part(List<ExplainedWord> words, String name) {
    return words.get(0).parts().stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }
}
