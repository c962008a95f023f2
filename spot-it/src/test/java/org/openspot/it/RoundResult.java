package org.openspot.it;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openspot.it.chaos.Fault;
import org.openspot.it.chaos.Found;
import org.openspot.it.chaos.Original;
import org.openspot.it.chaos.Schedule;
import org.openspot.it.chaos.Verdict;

/**
 * What came of a round.
 *
 * @param leftOut the faults that could not happen on this machine, or not any more
 * @param deaths how daemons ended by themselves
 * @param healed when every fault was over, in seconds
 * @param seconds how long it took
 */
record RoundResult(
    Schedule schedule,
    List<Original> originals,
    Found found,
    Verdict verdict,
    List<String> leftOut,
    List<String> deaths,
    double healed,
    double seconds) {
  private static final String FORMAT = "%10s %7s %7s %8s %8s %8s %6s %6s %6s %6s %8s %8s";

  /** The head of the table of rounds. */
  static String head() {
    return FORMAT.formatted(
        "seed", "faults", "files", "records", "rows", "rejects", "dead", "failed", "lost", "twice",
        "orphans", "seconds");
  }

  /** Its line in the table. */
  String line() {
    return FORMAT.formatted(
        schedule.seed(),
        faults().size(),
        originals.size(),
        records(),
        rows(),
        found.rejects().values().stream().mapToLong(n -> n).sum(),
        found.deadLetters().size(),
        found.failed().size(),
        verdict.lost(),
        verdict.twice(),
        verdict.orphans().size(),
        String.format(Locale.ROOT, "%.1f", seconds));
  }

  boolean isClean() {
    return verdict.isClean();
  }

  /** The faults that happened. */
  List<Fault> faults() {
    return schedule.faults().stream().filter(one -> !leftOut.contains(one.text())).toList();
  }

  long records() {
    return originals.stream().mapToLong(one -> one.rows().size() + one.rejects().size()).sum();
  }

  long rows() {
    return found.rows().values().stream().mapToLong(RoundResult::sum).sum();
  }

  long rows(String pipeline) {
    return sum(found.rows().getOrDefault(pipeline, Map.of()));
  }

  private static long sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToLong(n -> n).sum();
  }

  /** The same for a script: one line. */
  String json() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("seed", schedule.seed());
    json.put("clean", isClean());
    faults().forEach(fault -> json.withArray("/faults").add(fault.text()));
    leftOut.forEach(fault -> json.withArray("/leftOut").add(fault));
    deaths.forEach(death -> json.withArray("/deaths").add(death));
    json.put("files", originals.size());
    json.put("records", records());
    json.put("rows", rows());
    json.put("lost", verdict.lost());
    json.put("twice", verdict.twice());
    json.put("orphans", verdict.orphans().size());
    json.put("healedAfter", healed);
    json.put("seconds", seconds);
    verdict.problems().forEach(problem -> json.withArray("/problems").add(problem));
    return json.toString();
  }
}
