package org.openspot.scoring.model.word;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.openspot.scoring.model.record.DnsRecord;
import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.record.ProxyRecord;

class RecipePropertyTest {
  private static final KnownDomains KNOWN = new KnownDomains("acme.com", List.of("google.com"));
  private static final AgentCounts AGENTS = AgentCounts.of(Map.of("UA", 3L));

  @Property(tries = 1000)
  void everyFlowHasTwoWords(
      @ForAll int hour,
      @ForAll int sport,
      @ForAll int dport,
      @ForAll("texts") String text,
      @ForAll long time,
      @ForAll long count) {
    FlowRecord record =
        new FlowRecord(
            text,
            time,
            new FlowRecord.Clock(hour, hour, hour),
            new FlowRecord.Endpoint(text, sport),
            new FlowRecord.Endpoint(text, dport),
            text,
            count,
            ~count);
    checkOwn(new FlowRecipe(), record, 2);
    check(new SpotFlowRecipe(), record, 2);
    assertThat(record.flaw()).isNotNull();
  }

  @Property(tries = 1000)
  void everyResponseHasAWordHereAndAWordOrAnErrorInSpot(
      @ForAll("texts") String frameTime,
      @ForAll("texts") String name,
      @ForAll long time,
      @ForAll int number) {
    DnsRecord record =
        new DnsRecord(frameTime, time, number, "10.0.0.1", name, frameTime, number, number);
    checkOwn(new DnsRecipe(KNOWN), record, 1);
    check(new SpotDnsRecipe(KNOWN), record, 1);
    assertThat(record.flaw()).isNotNull();
  }

  @Property(tries = 1000)
  void everyRequestHasAWordHereAndAWordOrAnErrorInSpot(
      @ForAll("texts") String host, @ForAll("texts") String time, @ForAll("texts") String text) {
    ProxyRecord record =
        new ProxyRecord(text, time, "10.0.0.1", host, text, text, text, text, text, 0);
    checkOwn(new ProxyRecipe(KNOWN, AGENTS), record, 1);
    check(new SpotProxyRecipe(KNOWN, AgentCounts.of(Map.of(record.countedAgent(), 1L))), record, 1);
    assertThat(record.flaw()).isNotNull();
  }

  @Property(tries = 1000)
  void aHostNameLosesNothing(@ForAll("texts") String text) {
    HostName host = HostName.of(text);
    assertThat(host.registered()).isNotNull();
    assertThat(host.labels()).isNotNegative();
    if (host.kind() == HostName.Kind.DOMAIN) {
      assertThat(host.isBelow(host.registered())).isTrue();
    }
  }

  private static <R> void checkOwn(Recipe<R> recipe, R record, int words) {
    check(recipe, record, words);
    assertThat(recipe.words(record)).noneMatch(DocumentWord::isError);
  }

  private static <R> void check(Recipe<R> recipe, R record, int words) {
    List<DocumentWord> made = recipe.words(record);
    assertThat(made).hasSize(words).isEqualTo(recipe.words(record));
    List<ExplainedWord> explained = recipe.explain(record);
    assertThat(explained).extracting(ExplainedWord::word).isEqualTo(made);
    for (ExplainedWord word : explained) {
      if (!word.word().isError()) {
        String joined =
            word.parts().stream().map(ExplainedWord.Part::value).collect(Collectors.joining("_"));
        assertThat(joined).isEqualTo(word.word().word());
        assertThat(word.parts()).allMatch(part -> part.meaning() != null);
      }
    }
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "www",
            "google",
            "com",
            "co",
            "uk",
            ".",
            "..",
            ":",
            "443",
            "[",
            "]",
            "::1",
            "%",
            "xn--",
            "-",
            "/",
            ";",
            " ",
            "Jan",
            "08:00:01",
            "_",
            "arpa",
            "in-addr",
            "ip6",
            "10",
            "ü",
            "\t",
            "*",
            "!",
            "ck",
            "\u0000",
            "\ud800");
    Arbitrary<String> joined = pieces.list().ofMaxSize(12).map(list -> String.join("", list));
    return Arbitraries.oneOf(joined, Arbitraries.strings().ofMaxLength(40), Arbitraries.just(null))
        .injectNull(0.02);
  }
}
