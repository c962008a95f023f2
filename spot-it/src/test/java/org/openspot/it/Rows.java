package org.openspot.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of the flow table as text, each as often as it is there: every column, partition columns
 * last, divided by {@code |}; the duration in milliseconds.
 */
final class Rows {
  private static final int SHOWN = 3;

  private final Map<String, Integer> counts = new HashMap<>();
  private int size;

  void add(String row) {
    counts.merge(row, 1, Integer::sum);
    size++;
  }

  Rows plus(Rows more) {
    Rows sum = new Rows();
    for (Rows part : List.of(this, more)) {
      part.counts.forEach((row, count) -> sum.counts.merge(row, count, Integer::sum));
      sum.size += part.size;
    }
    return sum;
  }

  static Rows all(Collection<Rows> parts) {
    return parts.stream().reduce(new Rows(), Rows::plus);
  }

  /** Each row once, in order. */
  List<String> sorted() {
    return counts.keySet().stream().sorted().toList();
  }

  int size() {
    return size;
  }

  /** Fails unless these are the same rows, each as often. */
  void assertSameAs(Rows expected, String what) {
    List<String> missing = expected.without(this);
    List<String> surplus = without(expected);
    assertThat(missing.isEmpty() && surplus.isEmpty())
        .as(
            () ->
                "%s: %d rows of %d; %d missing, such as %s; %d too many, such as %s"
                    .formatted(
                        what,
                        size,
                        expected.size,
                        missing.size(),
                        first(missing),
                        surplus.size(),
                        first(surplus)))
        .isTrue();
  }

  /** Fails if there is a row that the others do not have. */
  void assertWithin(Rows others, String what) {
    assertThat(without(others)).as(what).isEmpty();
  }

  private List<String> without(Rows others) {
    List<String> left = new ArrayList<>();
    counts.forEach(
        (row, count) -> {
          for (int i = others.counts.getOrDefault(row, 0); i < count; i++) {
            left.add(row);
          }
        });
    return left;
  }

  private static List<String> first(List<String> rows) {
    return rows.subList(0, Math.min(SHOWN, rows.size()));
  }
}
