package org.openspot.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openspot.collector.CollectorSteps;

/**
 * A collector is killed at each of its steps, with files of every kind in work, and started again,
 * and killed again at another step. Each chain has a landing directory of its own; one topic and
 * one worker, at the end, serve all.
 */
@TestInstance(Lifecycle.PER_CLASS)
class CollectorCrashIT {
  private static final int CHAINS = 4;

  /** Passed by the one bad file. */
  private static final Set<String> ONCE =
      Set.of(CollectorSteps.BEFORE_FAILED, CollectorSteps.AFTER_FAILED);

  private final RealStack stack = RealStack.running();
  private final Site site = new Site(stack, "collector_crash");
  private final Map<Integer, Pipeline> pipelines = new HashMap<>();
  private final List<Path> originals = Collections.synchronizedList(new ArrayList<>());

  @BeforeAll
  void tables() {
    for (Chain chain : chains()) {
      pipelines.put(
          chain.number(),
          site.set(
              site.pipeline("chain-" + chain.number())
                  .topic("it.collector-crash")
                  .collector("inline-limit", "40KiB")));
    }
    stack.hive().createTables(site);
  }

  record Crash(String point, int passage, int seed) {
    @Override
    public String toString() {
      return point + ":" + passage;
    }

    String label() {
      return toString().replaceAll("[^a-z0-9]+", "-");
    }
  }

  /** Crashes one after the other. */
  record Chain(int number, List<Crash> crashes) {
    @Override
    public String toString() {
      return crashes.stream().map(Crash::toString).collect(Collectors.joining(", "));
    }
  }

  static List<Chain> chains() {
    List<Chain> chains = new ArrayList<>();
    for (int number = 0; number < CHAINS; number++) {
      chains.add(new Chain(number, new ArrayList<>()));
    }
    int all = 0;
    for (String point : CollectorSteps.ALL) {
      for (int passage = 1; passage <= (ONCE.contains(point) ? 1 : 2); passage++) {
        chains.get(all % CHAINS).crashes().add(new Crash(point, passage, 100 + all));
        all++;
      }
    }
    return chains;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("chains")
  void everyFileIsCollectedOnce(Chain chain) throws IOException {
    Pipeline pipeline = pipelines.get(chain.number());
    List<String> bad = new ArrayList<>();
    for (Crash crash : chain.crashes()) {
      // More lands beside what the last one left, so that every step has to be passed again.
      Path small = Captures.generated(crash.label() + "-small", crash.seed(), 250, 1);
      Path large = Captures.generated(crash.label() + "-large", 100 + crash.seed(), 1200, 1);
      originals.addAll(List.of(small, large));
      site.land(pipeline, List.of(small, large));
      String notes = "nfcapd.20260302" + crash.seed() + "0.notes";
      bad.add(notes);
      Files.writeString(pipeline.landing().resolve(notes), "no capture at all\n");
      site.dying("collector", pipeline, crash.point(), crash.passage())
          .endsWith(SpotProcess.KILLED);
    }
    site.collect(pipeline).endsWith(0);

    assertThat(site.landed(pipeline)).isEmpty();
    assertThat(site.failed(pipeline))
        .containsExactlyInAnyOrderElementsOf(
            bad.stream().flatMap(name -> Stream.of(name, name + ".reason")).toList());
    for (String notes : bad) {
      assertThat(pipeline.failed().resolve(notes)).hasContent("no capture at all\n");
      assertThat(pipeline.failed().resolve(notes + ".reason")).isNotEmptyFile();
    }
  }

  /** After all chains: what they sent, half of it twice, makes every row once. */
  @AfterAll
  void everyRecordIsInHiveOnce() {
    SpotProcess worker = site.work(pipelines.get(0)).endsWith(0);

    int crashes = chains().stream().mapToInt(chain -> chain.crashes().size()).sum();
    assertThat(originals).hasSize(2 * crashes);
    site.rows().assertSameAs(Nfdump.rows(originals), "all chains");
    assertThat(stack.hdfs().files(site.archive() + "/flow/binary")).hasSameSizeAs(originals);
    assertThat(stack.hdfs().files(site.archive() + "/_incoming")).as("half originals").isEmpty();
    assertThat(worker.error()).doesNotContain("Dead letter");
  }
}
