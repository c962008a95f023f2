package org.openspot.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openspot.it.chaos.Fault;

/** What rounds come to, for a person. */
final class ChaosSummary {
  private ChaosSummary() {}

  static List<String> lines(List<RoundResult> results) {
    Map<Fault.Kind, Integer> happened = new TreeMap<>();
    Map<Fault.Kind, Integer> leftOut = new TreeMap<>();
    for (RoundResult result : results) {
      for (Fault fault : result.schedule().faults()) {
        boolean left = result.leftOut().contains(fault.text());
        (left ? leftOut : happened).merge(fault.kind(), 1, Integer::sum);
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add("");
    happened.forEach((kind, count) -> lines.add("%6d x %s".formatted(count, kind)));
    leftOut.forEach((kind, count) -> lines.add("%6d x %s LEFT OUT".formatted(count, kind)));
    lines.add(
        String.format(
            Locale.ROOT,
            "%d rounds, %d not clean; %d faults, %d files, %d records: %d lost, %d twice;"
                + " %.0f s, %.1f s a round",
            results.size(),
            results.stream().filter(one -> !one.isClean()).count(),
            results.stream().mapToLong(one -> one.faults().size()).sum(),
            results.stream().mapToLong(one -> one.originals().size()).sum(),
            results.stream().mapToLong(RoundResult::records).sum(),
            results.stream().mapToLong(one -> one.verdict().lost()).sum(),
            results.stream().mapToLong(one -> one.verdict().twice()).sum(),
            results.stream().mapToDouble(RoundResult::seconds).sum(),
            results.stream().mapToDouble(RoundResult::seconds).average().orElse(0)));
    return lines;
  }
}
