package org.openspot.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.core.config.DataSize;
import org.openspot.core.config.DurationText;
import org.openspot.schema.TablePartition;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.DerivedRows;
import org.openspot.schema.row.RowBuffer;
import org.openspot.store.audit.Audit;
import org.openspot.store.audit.AuditReport;
import org.openspot.store.commit.TableLocations;
import org.openspot.store.files.FaultyTableFiles;
import org.openspot.store.files.TableFiles;
import org.openspot.store.parquet.TableFile;

/** Rows of the table of scores are committed with the rows that they follow from. */
class ScoresWithRowsTest {
  private static final TableSpec FLOW = TableSpec.load("flow");
  private static final TableSpec SCORES = FLOW.scores();
  private static final String PLACE = "/spot/flow/hive/oa/suspicious/";
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final WorkerSettings SETTINGS =
      new WorkerSettings(
          DurationText.parse("1m"), 4, DataSize.parse("64MiB"), 2, DataSize.parse("1MiB"), 3);

  @TempDir Path scratch;

  /** Finds records with an even number suspicious, by the text in {@code sip}. */
  private static final class EvenNumbers implements DerivedRows {
    @Override
    public TableSpec table() {
      return SCORES;
    }

    @Override
    public Optional<RowBuffer> of(RowBuffer row, TablePartition partition) {
      int sip = FLOW.column("sip");
      if ((row.array()[row.offset(sip) + row.length(sip) - 1] - '0') % 2 != 0) {
        return Optional.empty();
      }
      RowBuffer score = new RowBuffer(SCORES.columns().size());
      score.setBytes(SCORES.column("srcip"), row.array(), row.offset(sip), row.length(sip));
      score.setDouble(SCORES.column("ml_score"), 1e-6);
      return Optional.of(score);
    }
  }

  /** The end of a process: nothing that handles errors sees it. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private MemoryTopicPartition partition() {
    MemoryTopicPartition partition = new MemoryTopicPartition(scratch, EvenNumbers::new);
    partition.addRows("a", 0, 6, true);
    partition.addRows("b", 0, 9, true);
    return partition;
  }

  private static void work(MemoryTopicPartition partition, String worker, TableFiles files) {
    partition.work(
        new MemoryTopicPartition.Run(
            worker,
            files,
            SETTINGS,
            new MemoryTopicPartition.Time(Clock.fixed(NOW, ZoneOffset.UTC), System::nanoTime),
            false),
        () -> {});
  }

  private static List<String> scores(MemoryTopicPartition partition) {
    List<String> found = new ArrayList<>();
    partition
        .files
        .snapshot()
        .forEach(
            (path, content) -> {
              if (path.startsWith(PLACE + "y=")) {
                TableFile file = new TableFile(partition.files, path, content.length);
                try (TableFile.Rows rows = file.rows(SCORES)) {
                  for (RowBuffer row = rows.next(); row != null; row = rows.next()) {
                    int srcip = SCORES.column("srcip");
                    found.add(new String(row.array(), row.offset(srcip), row.length(srcip), UTF_8));
                    assertThat(row.doubleValue(SCORES.column("ml_score"))).isEqualTo(1e-6);
                  }
                }
              }
            });
    return found;
  }

  private static void assertWhole(MemoryTopicPartition partition, String after) {
    List<String> all = new ArrayList<>(MemoryTopicPartition.rows("a", 0, 6));
    all.addAll(MemoryTopicPartition.rows("b", 0, 9));
    assertThat(partition.table()).as(after).containsExactlyInAnyOrderElementsOf(all);
    assertThat(scores(partition))
        .as(after)
        .containsExactlyInAnyOrder("a#0", "a#2", "a#4", "b#0", "b#2", "b#4", "b#6", "b#8");
    assertThat(partition.leftovers()).as(after).isEmpty();
  }

  @Test
  void scoresAreInTheirDayAndNoAuditTakesThemForRows() {
    MemoryTopicPartition partition = partition();
    work(partition, "only", partition.files);
    assertWhole(partition, "one worker");
    assertThat(partition.files.snapshot().keySet())
        .filteredOn(path -> path.startsWith(PLACE))
        .allMatch(path -> path.startsWith(PLACE + "y=2027/m=1/d=15/spot.flow-0-"));

    AuditReport report =
        new Audit(partition.files, TableLocations.below("/spot", FLOW))
            .run(
                List::of,
                new Audit.Scope(true, Instant.EPOCH, DurationText.parse("1h"), true),
                NOW);
    assertThat(report.findings()).isEmpty();
    assertThat(report.rowsFound()).isEqualTo(15);
    assertThat(report.foreignFiles()).isZero();
  }

  @Test
  void noScoreIsLostOrDoubledWhereverAWorkerIsKilled() {
    boolean killed = true;
    for (int operation = 0; killed; operation++) {
      MemoryTopicPartition partition = partition();
      killed = isKilledAt(operation, partition);
      work(partition, "heir", partition.files);
      work(partition, "last", partition.files);
      assertWhole(partition, "killed at operation " + operation);
    }
  }

  private static boolean isKilledAt(int operation, MemoryTopicPartition partition) {
    int[] left = {operation};
    FaultyTableFiles dying =
        new FaultyTableFiles(
            partition.files,
            after -> {
              if (left[0]-- <= 0) {
                throw new Killed();
              }
            });
    try {
      work(partition, "first", dying);
      return false;
    } catch (Killed e) {
      return true;
    }
  }
}
