package org.openspot.store.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openspot.core.error.RetriableException;
import org.openspot.core.identity.FileId;
import org.openspot.schema.TablePartition;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.RowBuffer;
import org.openspot.store.commit.PartitionRef;
import org.openspot.store.commit.ScoreLocations;
import org.openspot.store.files.MemoryTableFiles;
import org.openspot.store.files.StoredFile;
import org.openspot.store.lineage.Origin;
import org.openspot.store.parquet.ParquetRowFile;
import org.openspot.store.parquet.TableFile;

class DayOfScoresTest {
  private static final TableSpec REASONS = TableSpec.load("flow").reasons();
  private static final PartitionRef DAY =
      new PartitionRef(
          "flow_reasons",
          TablePartition.of(Instant.parse("2026-03-02T00:00:00Z").getEpochSecond()));

  private final MemoryTableFiles files = new MemoryTableFiles();
  private final TableFixture.Hive hive = new TableFixture.Hive();
  private final SwapLog log =
      new SwapLog(files, ScoreLocations.below("/spot", TableSpec.load("flow")));
  private final Swaps swaps = new Swaps(files, log, hive, TableFixture.CLOCK, Duration.ZERO);
  private final DayOfScores day = new DayOfScores(files, swaps, "1@here", TableFixture.CLOCK);

  private static List<Object> row(int rank, String word) {
    List<Object> row = new ArrayList<>();
    for (int column = 0; column < REASONS.columns().size(); column++) {
      row.add(null);
    }
    row.set(REASONS.column("rank"), rank);
    row.set(REASONS.column("word"), word);
    row.set(REASONS.column("ml_score"), 1e-60);
    return row;
  }

  /** What a query reads: the ranks in the directory that Hive was told. */
  private List<Integer> ranks() {
    List<Integer> ranks = new ArrayList<>();
    String directory = hive.locations.get(DAY).substring("memory:".length());
    for (StoredFile file : files.list(directory)) {
      try (TableFile.Rows rows = TableFile.of(files, file).rows(REASONS)) {
        for (RowBuffer row = rows.next(); row != null; row = rows.next()) {
          ranks.add(row.intValue(REASONS.column("rank")));
          assertThat(row.doubleValue(REASONS.column("ml_score"))).isEqualTo(1e-60);
        }
      }
    }
    return ranks;
  }

  @Test
  void scoringAgainReplacesTheDayInOneStepAndLeavesTheOldForThoseWhoRead() {
    day.replace(REASONS, day.look(DAY), List.of(row(0, "a"), row(1, "b")));
    String before = hive.locations.get(DAY);
    assertThat(before).startsWith("memory:/spot/flow/hive/oa/reasons/_swapped/y=2026/m=3/d=2/");
    assertThat(ranks()).containsExactly(0, 1);

    day.replace(REASONS, day.look(DAY), List.of(row(7, "c")));
    assertThat(hive.locations.get(DAY)).isNotEqualTo(before);
    assertThat(ranks()).containsExactly(7);
    assertThat(files.list(before.substring("memory:".length()))).hasSize(1);

    day.clean(DAY, Duration.ofDays(-1));
    assertThat(files.list(before.substring("memory:".length()))).isEmpty();
    assertThat(ranks()).containsExactly(7);
  }

  @Test
  void spotsOwnFilesOfTheDayAreReplacedToo() {
    files.writeNew("/spot/flow/hive/oa/reasons/y=2026/m=3/d=2/000000_0", new byte[10]);
    day.replace(REASONS, day.look(DAY), List.of(row(0, "a")));
    assertThat(ranks()).containsExactly(0);
  }

  /** A file of a row as a worker that scores while it ingests leaves it, with a rank to tell. */
  private void ingested(int rank) {
    String directory = log.history(DAY).current();
    ParquetRowFile file =
        new ParquetRowFile(files, directory + "/spot.flow-0-" + rank, REASONS, 1 << 20);
    RowBuffer row = new RowBuffer(REASONS.columns().size());
    row.setInt(REASONS.column("rank"), rank);
    row.setDouble(REASONS.column("ml_score"), 1e-60);
    file.write(row, new Origin(FileId.parse("ab".repeat(32)), "nfcapd.1", null), rank);
    file.finish();
  }

  private void compact() {
    new Compaction(
            files,
            TableFixture.TABLES,
            swaps,
            new RewriteSettings(1 << 20, 1 << 20),
            "2@here",
            TableFixture.CLOCK)
        .run(DAY);
  }

  @Test
  void whatWorkersScoredIsReplacedAndWhatTheyScoreMeanwhileStays() {
    ingested(100);
    ingested(101);
    DayOfScores.Seen seen = day.look(DAY);
    ingested(102);
    day.replace(REASONS, seen, List.of(row(0, "a")));
    assertThat(ranks()).containsExactlyInAnyOrder(0, 102);

    ingested(103);
    assertThat(ranks()).containsExactlyInAnyOrder(0, 102, 103);
    day.replace(REASONS, day.look(DAY), List.of(row(1, "b")));
    assertThat(ranks()).containsExactly(1);
  }

  @Test
  void whatWasMadeOneFileMeanwhileIsReplacedUnlessThereIsMoreInIt() {
    ingested(100);
    ingested(101);
    DayOfScores.Seen seen = day.look(DAY);
    compact();
    assertThat(ranks()).containsExactlyInAnyOrder(100, 101);
    day.replace(REASONS, seen, List.of(row(0, "a")));
    assertThat(ranks()).containsExactly(0);

    ingested(102);
    DayOfScores.Seen again = day.look(DAY);
    ingested(103);
    compact();
    assertThatThrownBy(() -> day.replace(REASONS, again, List.of(row(1, "b"))))
        .isInstanceOf(RetriableException.class)
        .hasMessageContaining("score the day again");
    assertThat(ranks()).containsExactlyInAnyOrder(0, 102, 103);
  }

  @Test
  void whatAnotherRunScoredMeanwhileIsReplaced() {
    DayOfScores.Seen seen = day.look(DAY);
    day.replace(REASONS, day.look(DAY), List.of(row(0, "another")));
    day.replace(REASONS, seen, List.of(row(1, "ours")));
    assertThat(ranks()).containsExactly(1);
  }

  @Test
  void aDayWithoutResultsHasNoRows() {
    day.replace(REASONS, day.look(DAY), List.of(row(0, "a")));
    day.replace(REASONS, day.look(DAY), List.of());
    assertThat(hive.locations).doesNotContainKey(DAY);
    day.replace(REASONS, day.look(DAY), List.of());
    assertThat(log.history(DAY).swaps()).hasSize(2);
  }

  @Test
  void tablesOfScoresBesideHoursAreNotTakenForStrayFiles() {
    files.writeNew("/spot/flow/hive/oa/suspicious/y=2026/m=3/d=2/x", new byte[1]);
    List<StoredFile> strays = new ArrayList<>();
    SwapLog flows = new SwapLog(files, TableFixture.TABLES);
    assertThat(
            new TablePartitions(files, TableFixture.TABLES, flows)
                .of(TableFixture.FLOW, strays::add))
        .isEmpty();
    assertThat(strays).isEmpty();
  }
}
