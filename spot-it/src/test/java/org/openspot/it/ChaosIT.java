package org.openspot.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.openspot.it.chaos.Contents;
import org.openspot.it.chaos.Original;
import org.openspot.it.chaos.Schedule;
import org.openspot.it.chaos.Verdict;

/**
 * The fault harness: docs/testing.md. Collectors and workers, the broker, HDFS and HiveServer2 are
 * killed, stopped and starved while files land; afterwards every record is where it belongs, once.
 */
@Execution(ExecutionMode.SAME_THREAD)
class ChaosIT {
  private static final Path DIRECTORY =
      Path.of(System.getProperty("spot.chaos.directory", "target/chaos"));
  private static final long SEED = Long.getLong("spot.chaos.seed", 1);
  private static final int ROUNDS = Integer.getInteger("spot.chaos.rounds", 5);
  private static final int BURST = Integer.getInteger("spot.chaos.burst", 2000);

  /** The seed of the rounds that are tampered with. */
  private static final long SABOTAGED = 1_000_001;

  @Test
  @Timeout(value = 12, unit = TimeUnit.HOURS)
  void nothingIsLostAndNothingIsTwice() {
    try (ChaosRun run = new ChaosRun(DIRECTORY, BURST, ChaosIT::say)) {
      List<RoundResult> results = run.rounds(SEED, ROUNDS);

      ChaosSummary.lines(results).forEach(ChaosIT::say);
      assertThat(results.stream().filter(result -> !result.isClean()).map(RoundResult::line))
          .as("rounds that are not clean")
          .isEmpty();
      assertThat(results.size()).as("rounds").isEqualTo(ROUNDS);
    }
  }

  /** A harness that cannot fail proves nothing. */
  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void whatIsTakenAwayAndWhatIsDoubledIsSeen() {
    try (ChaosRun run = new ChaosRun(DIRECTORY.resolve("sabotage"), BURST, ChaosIT::say)) {
      Schedule drawn = Schedule.of(SABOTAGED, BURST);
      Schedule calm = new Schedule(drawn.seed(), drawn.drops(), List.of());
      RoundResult result = run.round(calm);
      assertThat(result.verdict().text()).isEmpty();
      WebHdfs hdfs = run.site().stack().hdfs();
      String file =
          hdfs.files(run.site().site().table("proxy")).stream()
              .filter(path -> path.matches(".*/y=.*[.]parquet"))
              .findFirst()
              .orElseThrow();

      hdfs.write(file.replace(".parquet", "-again.parquet"), hdfs.read(file));
      Verdict doubled = judge(run, drawn);
      assertThat(doubled.twice()).isPositive();
      assertThat(doubled.lost()).isZero();

      hdfs.delete(file);
      assertThat(judge(run, drawn).problems()).isEmpty();

      hdfs.delete(file.replace(".parquet", "-again.parquet"));
      Verdict taken = judge(run, drawn);
      assertThat(taken.lost()).isEqualTo(doubled.twice());
      assertThat(taken.twice()).isZero();
    }
  }

  private static Verdict judge(ChaosRun run, Schedule schedule) {
    Contents contents = new Contents(schedule.seed());
    List<Original> originals =
        schedule.drops().stream().map(contents::of).flatMap(List::stream).toList();
    try (Evidence evidence = new Evidence(run.site())) {
      return Verdict.of(
          originals, evidence.of(Contents.day(schedule.seed()), schedule.pipelines()));
    }
  }

  /** Past the logs' levels and files: this is what a person waits for. */
  private static void say(String line) {
    System.out.println(line);
  }
}
