package org.openspot.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every real file of a kind that we ingest: as many rows and rejects as somebody else counts
 * records, or a reason why not. Prints the table of files.
 */
class ConformanceIT {
  private final RealStack stack = RealStack.running();

  /** What became of one file. */
  private static final class Outcome {
    private long expected;
    private long rows;
    private long rejects;
    private long passedOver;
    private String end = "";
  }

  @ParameterizedTest
  @EnumSource
  void everyFile(Conformance kind) throws Exception {
    Path folder = Path.of(System.getProperty("spot.test.data", "none"), kind.folder());
    Assumptions.assumeTrue(
        Files.isDirectory(folder),
        () -> "no folder " + folder + ": set -Dspot.test.data to the captures to run this test");
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    Site site = new Site(stack, "conformance_" + kind.type());
    Pipeline usual = site.pipeline(kind.type(), kind.type());
    Pipeline squid = site.set(site.pipeline("squid", "proxy").option("log-format", "squid"));
    stack.hive().createTables(site);
    Map<String, Outcome> outcomes = new TreeMap<>();
    for (Path file : files) {
      Outcome outcome = new Outcome();
      outcome.expected = kind.count(file);
      outcomes.put(file.getFileName().toString(), outcome);
      site.land(file.toString().contains("squid") ? squid : usual, file);
    }
    List<Pipeline> pipelines = new ArrayList<>(List.of(usual));
    if (kind == Conformance.PROXY) {
      pipelines.add(squid);
    }
    for (Pipeline pipeline : pipelines) {
      site.collect(pipeline).endsWith(0);
      site.work(pipeline).endsWith(0);
      note(site, kind, pipeline, outcomes);
    }

    print(kind, outcomes);
    long rows = 0;
    for (Map.Entry<String, Outcome> one : outcomes.entrySet()) {
      Outcome outcome = one.getValue();
      rows += outcome.rows;
      if (outcome.end.isEmpty()) {
        assertThat(outcome.rows + outcome.rejects)
            .as("rows and rejects of " + one.getKey())
            .isEqualTo(outcome.expected);
      } else {
        assertThat(outcome.rows)
            .as("rows of " + one.getKey())
            .isLessThanOrEqualTo(outcome.expected);
      }
    }
    assertThat(stack.hive().count(site.name() + "." + kind.type())).isEqualTo(rows);
    assertThat(site.landed(usual)).isEmpty();
  }

  private static void note(
      Site site, Conformance kind, Pipeline pipeline, Map<String, Outcome> outcomes) {
    CommitLogFiles log = new CommitLogFiles(site, kind.type(), pipeline.topic(), 0);
    for (JsonNode manifest : log.manifests()) {
      for (JsonNode original : manifest.path("originals")) {
        Outcome outcome = outcomes.get(original.get("name").textValue());
        outcome.rows += original.get("rows").longValue();
        outcome.rejects += original.get("rejects").longValue();
        outcome.passedOver += original.get("passedOver").longValue();
      }
    }
    for (JsonNode letter : log.deadLetters()) {
      outcomes.get(letter.get("name").textValue()).end =
          "dead letter: " + letter.get("cause").textValue();
    }
    for (String name : site.failed(pipeline)) {
      Outcome outcome = outcomes.get(name);
      if (outcome != null) {
        outcome.end = "failed/";
      }
    }
  }

  private static void print(Conformance kind, Map<String, Outcome> outcomes) {
    System.out.printf(
        "%n%-75s %8s %8s %8s %8s%n", kind.type(), kind.counter(), "rows", "rejects", "passed");
    outcomes.forEach(
        (name, outcome) ->
            System.out.printf(
                "%-75s %8d %8d %8d %8d  %s%n",
                name,
                outcome.expected,
                outcome.rows,
                outcome.rejects,
                outcome.passedOver,
                outcome.end));
  }
}
