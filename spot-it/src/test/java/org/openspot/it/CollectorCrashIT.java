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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openspot.collector.CollectorSteps;

/**
 * A collector is killed at each of its steps, with files of every kind in work, and started again.
 * Each case has a landing directory of its own; one topic and one worker, at the end, serve all.
 */
@TestInstance(Lifecycle.PER_CLASS)
class CollectorCrashIT {
  private static final String BAD = "nfcapd.202603020000.notes";

  /** Passed by the one bad file. */
  private static final Set<String> ONCE =
      Set.of(CollectorSteps.BEFORE_FAILED, CollectorSteps.AFTER_FAILED);

  private final RealStack stack = RealStack.running();
  private final Site site = new Site(stack, "collector_crash");
  private final Map<Crash, Pipeline> pipelines = new HashMap<>();
  private final List<Path> originals = Collections.synchronizedList(new ArrayList<>());

  @BeforeAll
  void tables() {
    for (Crash crash : crashes()) {
      pipelines.put(
          crash,
          site.set(
              site.pipeline(crash.label())
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

  static List<Crash> crashes() {
    List<Crash> all = new ArrayList<>();
    for (String point : CollectorSteps.ALL) {
      all.add(new Crash(point, 1, 100 + all.size()));
      if (!ONCE.contains(point)) {
        all.add(new Crash(point, 2, 100 + all.size()));
      }
    }
    return all;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("crashes")
  void everyFileIsCollectedOnce(Crash crash) throws IOException {
    Pipeline pipeline = pipelines.get(crash);
    Path small = Captures.generated(crash.label() + "-small", crash.seed(), 250, 1);
    Path large = Captures.generated(crash.label() + "-large", 100 + crash.seed(), 1200, 1);
    originals.addAll(List.of(small, large));
    site.land(pipeline, List.of(small, large));
    Files.writeString(pipeline.landing().resolve(BAD), "no capture at all\n");

    site.dying("collector", pipeline, crash.point(), crash.passage()).endsWith(SpotProcess.KILLED);
    site.collect(pipeline).endsWith(0);

    assertThat(site.landed(pipeline)).isEmpty();
    assertThat(site.failed(pipeline)).containsExactly(BAD, BAD + ".reason");
    assertThat(pipeline.failed().resolve(BAD)).hasContent("no capture at all\n");
    assertThat(pipeline.failed().resolve(BAD + ".reason")).isNotEmptyFile();
  }

  /** After all cases: what they sent, half of it twice, makes every row once. */
  @AfterAll
  void everyRecordIsInHiveOnce() {
    SpotProcess worker = site.work(pipelines.values().iterator().next()).endsWith(0);

    assertThat(originals).hasSize(2 * pipelines.size());
    site.rows().assertSameAs(Nfdump.rows(originals), "all cases");
    assertThat(stack.hdfs().files(site.archive() + "/flow/binary")).hasSameSizeAs(originals);
    assertThat(stack.hdfs().files(site.archive() + "/_incoming")).as("half originals").isEmpty();
    assertThat(worker.error()).doesNotContain("Dead letter");
  }
}
