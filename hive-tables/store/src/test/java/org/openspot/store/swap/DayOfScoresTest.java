package org.openspot.store.swap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openspot.schema.TablePartition;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.RowBuffer;
import org.openspot.store.commit.PartitionRef;
import org.openspot.store.commit.ScoreLocations;
import org.openspot.store.files.MemoryTableFiles;
import org.openspot.store.files.StoredFile;
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
    day.replace(REASONS, DAY, List.of(row(0, "a"), row(1, "b")));
    String before = hive.locations.get(DAY);
    assertThat(before).startsWith("memory:/spot/flow/hive/oa/reasons/_swapped/y=2026/m=3/d=2/");
    assertThat(ranks()).containsExactly(0, 1);

    day.replace(REASONS, DAY, List.of(row(7, "c")));
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
    day.replace(REASONS, DAY, List.of(row(0, "a")));
    assertThat(ranks()).containsExactly(0);
  }

  @Test
  void aDayWithoutResultsHasNoRows() {
    day.replace(REASONS, DAY, List.of(row(0, "a")));
    day.replace(REASONS, DAY, List.of());
    assertThat(hive.locations).doesNotContainKey(DAY);
    day.replace(REASONS, DAY, List.of());
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
