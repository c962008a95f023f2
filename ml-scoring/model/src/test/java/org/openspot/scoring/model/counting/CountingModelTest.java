package org.openspot.scoring.model.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CountingModelTest {
  private static final List<String> HOSTS =
      List.of("10.0.0.1", "10.0.0.2", "10.0.1.1", "2001:db8::1", "printer");

  private static CountingModel model() {
    WordCounts counts = new WordCounts();
    counts.add("10.0.0.1", "a", 3);
    counts.add("10.0.0.1", "b", 1);
    counts.add("10.0.0.2", "a", 1_000_000);
    counts.add("10.0.1.1", "c", 2);
    return new CountingModel(counts, PeerGroups.DEFAULT, 0.5);
  }

  @Test
  void probabilitiesAreThoseOfTheFormula() {
    // Hosts with each word: a 2, b 1, c 1; together 4, of 3 words.
    double allA = (2 - 0.5 + 0.5 * 3 / 4) / 4;
    double allNew = 0.5 * 3 / 4 / 4;
    // Peers of 10.0.0.0/24: a 2, b 1.
    double peersA = (2 - 0.5 + 0.5 * 2 * allA) / 3;
    double peersNew = 0.5 * 2 * allNew / 3;
    assertThat(model().probability("10.0.0.1", "a"))
        .isCloseTo((3 - 0.5 + 0.5 * 2 * peersA) / 4, within(1e-15));
    assertThat(model().probability("10.0.0.1", "new"))
        .isCloseTo(0.5 * 2 * peersNew / 4, within(1e-15));
    assertThat(model().probability("10.0.0.77", "a")).isCloseTo(peersA, within(1e-15));
    assertThat(model().probability("172.16.0.1", "a")).isCloseTo(allA, within(1e-15));
    assertThat(model().count("10.0.0.1", "a")).isEqualTo(3);
    assertThat(model().hostsWith("a")).isEqualTo(2);
  }

  @Test
  void whatOneHostRepeatsIsNotCommonElsewhere() {
    assertThat(model().probability("10.0.0.2", "a")).isGreaterThan(0.99);
    assertThat(model().probability("172.16.0.1", "a")).isLessThan(0.5);
  }

  @Test
  void theEmptyModelKnowsNothing() {
    assertThat(CountingModel.EMPTY.probability("x", "a")).isEqualTo(1);
  }

  @Test
  void peersShareAPrefix() {
    PeerGroups groups = PeerGroups.DEFAULT;
    assertThat(groups.of("10.1.2.3")).isEqualTo("10.1.2.0/24").isEqualTo(groups.of("10.1.2.200"));
    assertThat(groups.of("2001:db8::1")).isEqualTo(groups.of("2001:DB8:0:0:ffff::9"));
    assertThat(new PeerGroups(0, 0).of("10.1.2.3")).isEqualTo("0.0.0.0/0");
    assertThat(List.of("printer", "300.1.1.1", "", ":::::::::", "1.2.3"))
        .allMatch(host -> groups.of(host).equals("other"));
  }

  @Property(tries = 300)
  void probabilitiesOfAHostAddUpToOne(
      @ForAll @Size(max = 60) List<@IntRange(max = 99) Integer> picks) {
    WordCounts counts = counts(picks);
    CountingModel model = new CountingModel(counts, PeerGroups.DEFAULT, 0.75);
    for (String host : HOSTS) {
      double sum = model.probability(host, "never seen");
      for (int word = 0; word < 20; word++) {
        double probability = model.probability(host, "w" + word);
        assertThat(probability).isPositive().isLessThanOrEqualTo(1);
        if (model.hostsWith("w" + word) > 0) {
          sum += probability;
        }
      }
      assertThat(sum).isCloseTo(1, within(1e-9));
    }
  }

  @Property(tries = 300)
  void theOrderOfMergingDoesNotMatter(
      @ForAll List<@IntRange(max = 99) Integer> first,
      @ForAll List<@IntRange(max = 99) Integer> second) {
    WordCounts ab = counts(first);
    ab.addAll(counts(second));
    WordCounts ba = counts(second);
    ba.addAll(counts(first));
    assertThat(ab.byHost()).isEqualTo(ba.byHost());
    assertThat(new CountingModel(ab, PeerGroups.DEFAULT, 0.75).probability("10.0.0.1", "w1"))
        .isEqualTo(new CountingModel(ba, PeerGroups.DEFAULT, 0.75).probability("10.0.0.1", "w1"));
  }

  private static WordCounts counts(List<Integer> picks) {
    WordCounts counts = new WordCounts();
    picks.forEach(pick -> counts.add(HOSTS.get(pick % HOSTS.size()), "w" + pick / 5, 1 + pick % 3));
    return counts;
  }
}
