package org.openspot.store.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openspot.store.swap.TableFixture.CLOCK;
import static org.openspot.store.swap.TableFixture.HOUR;
import static org.openspot.store.swap.TableFixture.expected;
import static org.openspot.store.swap.TableFixture.origin;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.openspot.core.error.RetriableException;
import org.openspot.schema.TablePartition;
import org.openspot.schema.TableSpec;
import org.openspot.store.commit.TableCommitter;
import org.openspot.store.files.FaultyTableFiles;
import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles;
import org.openspot.store.parquet.TableFile;

class RetentionTest {
  private final TableFixture table = new TableFixture();

  private Retention retention() {
    return new Retention(table.files, table.swaps(table.files), "1@test", CLOCK);
  }

  @Test
  void anHourIsDueWhenItsLastSecondIsOldEnough() {
    TablePartition nine = TablePartition.of(TableFixture.NOW.getEpochSecond() - 3600);
    assertThat(retention().isDue(TableFixture.FLOW, nine, Duration.ZERO)).isTrue();
    assertThat(retention().isDue(TableFixture.FLOW, nine, Duration.ofSeconds(1))).isFalse();
  }

  @Test
  void aDayOfScoresIsDueWhenTheDayIsOver() {
    TableSpec scores = TableFixture.FLOW.scores();
    TablePartition today = scores.partition(TablePartition.of(TableFixture.NOW.getEpochSecond()));
    Duration sinceMidnight =
        Duration.between(TableFixture.NOW.truncatedTo(ChronoUnit.DAYS), TableFixture.NOW);
    TablePartition yesterday =
        scores.partition(
            TablePartition.of(TableFixture.NOW.minus(Duration.ofDays(1)).getEpochSecond()));
    assertThat(retention().isDue(scores, today, Duration.ZERO)).isFalse();
    assertThat(retention().isDue(scores, yesterday, sinceMidnight)).isTrue();
    assertThat(retention().isDue(scores, yesterday, sinceMidnight.plusSeconds(1))).isFalse();
  }

  @Test
  void rowsGoAndWhichTheyWereStaysKnown() {
    TableCommitter committer = table.committer(table.files, "w");
    committer.claim();
    table.commit(committer, origin("a"), 0, 5, true);
    table.commit(committer, origin("b"), 0, 2, true);
    assertThat(retention().plan(HOUR, Duration.ZERO)).hasSize(2);
    assertThat(retention().run(HOUR, Duration.ZERO)).hasSize(2);
    Swap swap = table.log(table.files).history(HOUR).newest().orElseThrow();
    assertThat(table.query(HOUR)).isEmpty();
    assertThat(table.hive.locations).doesNotContainKey(HOUR);
    assertThat(table.log(table.files).removed(swap).rowsByOriginal())
        .isEqualTo(Map.of(origin("a").file(), 5L, origin("b").file(), 2L));
    assertThat(retention().run(HOUR, Duration.ZERO)).as("nothing left").isEmpty();
    table.swaps(table.files).clean(HOUR, Duration.ZERO);
    assertThat(table.files.list(swap.from())).isEmpty();

    // A straggler of that hour is a row like any other, until the next time.
    table.commit(committer, origin("c"), 0, 1, true);
    committer.close();
    assertThat(table.query(HOUR)).isEqualTo(expected(Map.of(origin("c"), 1L)));
  }

  /** Captured at an unknown time is captured in 1970. */
  @Test
  void rowsThatCameLongAfterTheirTimeStayUntilTheyAreOldEnough() {
    TableCommitter committer = table.committer(table.files, "w");
    committer.claim();
    table.commit(committer, origin("old"), 0, 5, true);
    table.commit(committer, origin("fresh"), 0, 2, true);
    committer.close();
    came("old", Duration.ofDays(3));
    came("fresh", Duration.ofHours(1));
    Duration twoDays = Duration.ofDays(2);
    assertThat(retention().isDue(TableFixture.FLOW, HOUR.partition(), twoDays)).isTrue();
    assertThat(retention().plan(HOUR, twoDays)).hasSize(1);
    assertThat(retention().run(HOUR, twoDays)).hasSize(1);
    assertThat(table.query(HOUR)).isEqualTo(expected(Map.of(origin("fresh"), 2L)));
    // It went along to another directory, and is no younger for that.
    assertThat(retention().run(HOUR, Duration.ofMinutes(61))).isEmpty();
    assertThat(retention().run(HOUR, Duration.ofMinutes(60))).hasSize(1);
    assertThat(table.query(HOUR)).isEmpty();
  }

  @Test
  void aFileThatCannotBeReadGoesWithTheOthers() {
    TableCommitter committer = table.committer(table.files, "w");
    committer.claim();
    table.commit(committer, origin("a"), 0, 5, true);
    committer.close();
    table.files.writeNew(TableFixture.TABLES.directory(HOUR) + "/x._COPYING_", new byte[9]);
    assertThat(retention().plan(HOUR, Duration.ZERO)).hasSize(2);
    assertThat(retention().run(HOUR, Duration.ZERO)).hasSize(2);
    assertThat(table.query(HOUR)).isEmpty();
  }

  @Test
  void rowsAreNoYoungerForACompaction() {
    TableCommitter committer = table.committer(table.files, "w");
    committer.claim();
    table.commit(committer, origin("a"), 0, 5, true);
    table.commit(committer, origin("b"), 0, 2, true);
    committer.close();
    came("a", Duration.ofDays(3));
    came("b", Duration.ofDays(2));
    table.compaction(table.files).run(HOUR);
    assertThat(retention().run(HOUR, Duration.ofDays(2).plusSeconds(1))).isEmpty();
    assertThat(retention().run(HOUR, Duration.ofDays(2))).hasSize(1);
  }

  /** Says how long ago the file with an original's rows was written. */
  private void came(String original, Duration ago) {
    String directory = table.log(table.files).history(HOUR).current();
    for (StoredFile file : table.files.list(directory)) {
      if (TableFixture.rows(TableFile.of(table.files, file)).contains(original + "#0")) {
        table.files.setModified(file.path(), TableFixture.NOW.minus(ago).toEpochMilli());
      }
    }
  }

  @Test
  void aDryRunChangesNothingAlsoWhereASwapIsUnfinished() {
    TableCommitter committer = table.committer(table.files, "w");
    committer.claim();
    table.commit(committer, origin("a"), 0, 5, true);
    committer.close();
    AtomicInteger left = new AtomicInteger();
    TableFiles dying =
        new FaultyTableFiles(
            table.files,
            after -> {
              if (table.log(table.files).history(HOUR).newest().isPresent()
                  && left.getAndIncrement() == 0) {
                throw new RetriableException("the process dies here");
              }
            });
    assertThatThrownBy(
            () ->
                new Retention(dying, table.swaps(dying), "1@test", CLOCK).run(HOUR, Duration.ZERO))
        .hasMessage("the process dies here");
    assertThat(table.log(table.files).history(HOUR).settled()).isFalse();
    Map<String, byte[]> before = table.files.snapshot();
    retention().plan(HOUR, Duration.ZERO);
    assertThat(table.files.snapshot().keySet()).isEqualTo(before.keySet());
  }
}
