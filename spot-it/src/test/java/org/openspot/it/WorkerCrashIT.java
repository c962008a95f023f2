package org.openspot.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openspot.store.commit.FailPoints;
import org.openspot.worker.WorkerFailPoints;

/**
 * A worker is killed at every step of the commit protocol, and once more while the next one is
 * tidying up; the one after that finishes. All of them read the same topic from its beginning, each
 * into tables of its own: what is ingested is told by the table's commit log alone.
 */
@TestInstance(Lifecycle.PER_CLASS)
class WorkerCrashIT {
  private static final int READABLE = 1300;

  /** Passed once in a run that writes to one table partition, as here. */
  private static final Set<String> ONCE = Set.of(FailPoints.CLAIMED, FailPoints.REGISTERED);

  private final RealStack stack = RealStack.running();
  private final Site site = new Site(stack, "worker_crash");
  private Pipeline pipeline;
  private Rows expected;

  @BeforeAll
  void events() {
    pipeline =
        site.set(
            site.pipeline("flow")
                .collector("inline-limit", "100KiB")
                // One original in many commits, and many checkpoints.
                .worker("roll-rows", "700")
                .worker("checkpoint-every", "2"));
    List<Path> small = Captures.generated("worker-crash-small", 51, 1500, 2, 9);
    Path large = Captures.generated("worker-crash-large", 53, 2500, 1);
    Path base = Captures.generated("worker-crash-damaged", 54, 2000, 1);
    site.land(pipeline, small);
    site.land(pipeline, large);
    site.land(pipeline, Captures.damaged(base, READABLE));
    site.collect(pipeline).endsWith(0);
    expected = Nfdump.rows(small).plus(Nfdump.rows(large)).plus(Nfdump.first(READABLE, base));
  }

  /**
   * @param point the fail point
   * @param passage at which passage the first worker dies
   * @param next the fail point at whose first passage the second worker dies; none if empty
   */
  record Crash(String point, int passage, String next) {
    @Override
    public String toString() {
      return point + ":" + passage + (next.isEmpty() ? "" : ", then " + next);
    }

    String label() {
      return toString().replaceAll("[^a-z0-9]+", "_");
    }
  }

  static List<Crash> crashes() {
    List<Crash> all = new ArrayList<>();
    Stream.concat(FailPoints.ALL.stream(), WorkerFailPoints.ALL.stream())
        .forEach(
            point -> {
              all.add(new Crash(point, 1, ""));
              if (!ONCE.contains(point)) {
                all.add(new Crash(point, 2, ""));
              }
            });
    all.add(new Crash(FailPoints.COMMITTED, 4, FailPoints.FILE_PUBLISHED));
    all.add(new Crash(FailPoints.FILE_PUBLISHED, 3, FailPoints.CLAIMED));
    all.add(new Crash(FailPoints.CHECKPOINTED, 2, FailPoints.PUBLISHED));
    all.add(new Crash(FailPoints.RUN_WRITTEN, 2, FailPoints.RUN_WRITTEN));
    return all;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("crashes")
  void everyRecordIsStoredOnce(Crash crash) {
    Site tables = site.withTables("crash_" + crash.label());
    stack.hive().createTables(tables);

    tables.dying("worker", pipeline, crash.point(), crash.passage()).endsWith(SpotProcess.KILLED);
    if (!crash.next().isEmpty()) {
      tables.dying("worker", pipeline, crash.next(), 1).endsWith(SpotProcess.KILLED);
    }
    tables.work(pipeline).endsWith(0);

    tables.rows().assertSameAs(expected, crash.toString());
    CommitLogFiles log = new CommitLogFiles(tables, pipeline.topic(), 0);
    assertThat(log.staged()).as("staged").isEmpty();
    assertThat(log.temporary()).as("unpublished").isEmpty();
    assertThat(log.strayRuns()).as("stray runs").isEmpty();
    assertThat(log.deadLetters())
        .as("dead letters")
        .singleElement()
        .satisfies(letter -> assertThat(letter.get("from").longValue()).isEqualTo(READABLE));
  }
}
