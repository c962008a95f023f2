package org.openspot.scoring.model.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class QuantilesTest {
  @Property(tries = 300)
  void theMedianOfOthersIsThatOfAListWithoutTheOne(
      @ForAll @Size(min = 2, max = 30) List<@IntRange(max = 20) Integer> values) {
    List<Double> all = new ArrayList<>(values.stream().map(Integer::doubleValue).toList());
    Collections.sort(all);
    double[] sorted = all.stream().mapToDouble(Double::doubleValue).toArray();
    for (double one : sorted) {
      List<Double> others = new ArrayList<>(all);
      others.remove((Double) one);
      assertThat(Quantiles.medianOfOthers(sorted, one))
          .isEqualTo(Quantiles.median(others.stream().mapToDouble(Double::doubleValue).toArray()));
    }
  }
}
