package org.openspot.scoring.model.counting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class HostWordsTest {
  @Property(tries = 300)
  void itIsTheSameAsATree(@ForAll List<@IntRange(max = 99) Integer> picks) {
    HostWords words = new HostWords();
    TreeMap<String, Long> tree = new TreeMap<>();
    for (int pick : picks) {
      words.add("w" + pick, 1 + pick % 3);
      tree.merge("w" + pick, 1L + pick % 3, Long::sum);
    }
    assertThat(words).isEqualTo(tree).hasSameSizeAs(tree);
    assertThat(new ArrayList<>(words.keySet())).isEqualTo(new ArrayList<>(tree.keySet()));
    for (int pick = 0; pick < 100; pick++) {
      String word = "w" + pick;
      assertThat(words.get(word)).isEqualTo(tree.get(word));
      assertThat(words.containsKey(word)).isEqualTo(tree.containsKey(word));
      assertThat(words.getOrDefault(word, 0L)).isEqualTo(tree.getOrDefault(word, 0L));
    }
  }
}
