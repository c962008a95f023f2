package org.openspot.scoring.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PairCounterTest {
  private static String pair(String document, String word, long count) {
    return document + " " + word + " " + count;
  }

  private static List<String> pairs(CountedDocuments counted) {
    List<String> pairs = new ArrayList<>();
    counted.forEach((document, word, count) -> pairs.add(pair(document, word, count)));
    return pairs;
  }

  @Test
  void documentsAndTheirWordsAreInOrderWhateverOrderTheyCameIn() {
    PairCounter counter = new PairCounter();
    counter.add("b", "y", 1);
    counter.add("b", "x", 2);
    counter.add("a", "y", 3);
    counter.add("b", "y", 4);
    CountedDocuments counted = counter.result();
    assertThat(pairs(counted)).containsExactly("a y 3", "b x 2", "b y 5");
    assertThat(counted.tokens(0)).isEqualTo(3);
    assertThat(counted.tokens(1)).isEqualTo(7);
    assertThat(pairs(new PairCounter().result())).isEmpty();
    assertThatThrownBy(() -> counter.add("a", "x", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a word cannot occur 0 times");
  }

  @Test
  void countsOfManyPairsGatheredApartAddUp() {
    Random random = new Random(4);
    TreeMap<String, TreeMap<String, Long>> expected = new TreeMap<>();
    PairCounter sum = new PairCounter();
    for (int part = 0; part < 5; part++) {
      PairCounter counter = new PairCounter();
      for (int i = 0; i < 4000; i++) {
        String document = "10.0.0." + random.nextInt(90);
        String word = "w" + random.nextInt(200);
        long count = 1L + random.nextInt(3);
        counter.add(document, word, count);
        expected.computeIfAbsent(document, unused -> new TreeMap<>()).merge(word, count, Long::sum);
      }
      sum.addAll(counter.result());
    }
    List<String> all = new ArrayList<>();
    expected.forEach(
        (document, words) -> words.forEach((word, count) -> all.add(pair(document, word, count))));
    assertThat(pairs(sum.result())).isEqualTo(all);
    assertThat(sum.pairs()).isEqualTo(all.size());
  }
}
