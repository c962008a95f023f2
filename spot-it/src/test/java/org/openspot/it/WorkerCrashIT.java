package org.openspot.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openspot.store.commit.FailPoints;
import org.openspot.worker.WorkerFailPoints;

/**
 * A worker is killed at every step of the commit protocol, again and again: the next one tidies up,
 * goes on and is killed at another step, and the last one finishes. All of them read the same topic
 * from its beginning, each chain into tables of its own: what is ingested is told by the table's
 * commit log alone. What one that was killed leaves is looked for when the last has finished.
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
                .collector("inline-limit", "180KiB")
                // One original in many commits, and many checkpoints.
                .worker("roll-rows", "175")
                .worker("checkpoint-every", "2"));
    List<Path> small = Captures.generated("worker-crash-small", 51, 2400, 2, 9);
    Path large = Captures.generated("worker-crash-large", 53, 8000, 1);
    Path base = Captures.generated("worker-crash-damaged", 54, 2000, 1);
    // One after the other: what is fetched comes last.
    Path damaged = Captures.damaged(base, READABLE);
    for (List<Path> files : List.of(small, List.of(large), List.of(damaged))) {
      site.land(pipeline, files);
      site.collect(pipeline).endsWith(0);
    }
    expected = Nfdump.rows(small).plus(Nfdump.rows(large)).plus(Nfdump.first(READABLE, base));
  }

  /** A fail point, and at which passage a worker dies there. */
  record Crash(String point, int passage) {
    @Override
    public String toString() {
      return point + ":" + passage;
    }
  }

  /** Crashes one after the other. */
  record Chain(List<Crash> crashes) {
    @Override
    public String toString() {
      return crashes.stream().map(Crash::toString).collect(Collectors.joining(", "));
    }

    static Chain of(Crash... crashes) {
      return new Chain(List.of(crashes));
    }
  }

  private static Crash at(String point, int passage) {
    return new Crash(point, passage);
  }

  /**
   * Every step, at its first passage and at its second. What a chain leaves to do is enough for the
   * next crash of it: a crash at the n-th passage comes after n commits at most, or 2 n where it is
   * a checkpoint's; the second file that is fetched is the last of all; and offsets are reported
   * after a second, after six, and at the end, also where nothing is left.
   */
  static List<Chain> chains() {
    return List.of(
        Chain.of(
            at(WorkerFailPoints.OFFSETS_REPORTED, 1),
            // The next one dies while it tidies up.
            at(FailPoints.COMMITTED, 4),
            at(FailPoints.FILE_PUBLISHED, 1),
            at(FailPoints.CHECKPOINTED, 1),
            at(FailPoints.CLEANED, 1),
            at(WorkerFailPoints.OFFSETS_REPORTED, 2)),
        Chain.of(
            at(WorkerFailPoints.POLLED, 1),
            at(FailPoints.FILE_PUBLISHED, 3),
            at(FailPoints.CLAIMED, 1),
            at(FailPoints.MANIFEST_WRITTEN, 2),
            at(FailPoints.CLEANED, 2),
            at(FailPoints.STAGED, 2)),
        Chain.of(
            at(WorkerFailPoints.POLLED, 2),
            at(FailPoints.CHECKPOINTED, 2),
            at(FailPoints.PUBLISHED, 1),
            at(FailPoints.FILE_PUBLISHED, 2),
            at(FailPoints.PUBLISHED, 2),
            at(FailPoints.COMMITTED, 2)),
        Chain.of(
            at(WorkerFailPoints.EVENT_TAKEN, 1),
            at(FailPoints.RUN_WRITTEN, 2),
            at(FailPoints.RUN_WRITTEN, 1),
            at(FailPoints.STAGED, 1),
            at(FailPoints.ROWS_STAGED, 2),
            // Hive is told beside everything else: much may have been committed until then.
            at(FailPoints.REGISTERED, 1)),
        Chain.of(
            at(WorkerFailPoints.EVENT_TAKEN, 2),
            at(WorkerFailPoints.FETCHED, 1),
            at(WorkerFailPoints.FETCHED, 2),
            at(FailPoints.ROWS_STAGED, 1),
            at(FailPoints.MANIFEST_WRITTEN, 1),
            at(FailPoints.COMMITTED, 1)));
  }

  @Test
  void noStepIsLeftOut() {
    Set<Crash> wanted = new HashSet<>();
    Stream.concat(FailPoints.ALL.stream(), WorkerFailPoints.ALL.stream())
        .forEach(
            point -> {
              wanted.add(at(point, 1));
              if (!ONCE.contains(point)) {
                wanted.add(at(point, 2));
              }
            });
    assertThat(chains().stream().flatMap(chain -> chain.crashes().stream())).containsAll(wanted);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("chains")
  void everyRecordIsStoredOnce(Chain chain) {
    Site tables = site.withTables("crash_" + chains().indexOf(chain));
    stack.hive().createTables(tables);

    for (Crash crash : chain.crashes()) {
      tables.dying("worker", pipeline, crash.point(), crash.passage()).endsWith(SpotProcess.KILLED);
    }
    tables.work(pipeline).endsWith(0);

    tables.rows().assertSameAs(expected, chain.toString());
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
