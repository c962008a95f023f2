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
import org.openspot.store.files.TableFiles;

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
    assertThat(retention().plan(HOUR)).hasSize(2);
    assertThat(retention().run(HOUR)).hasSize(2);
    Swap swap = table.log(table.files).history(HOUR).newest().orElseThrow();
    assertThat(table.query(HOUR)).isEmpty();
    assertThat(table.hive.locations).doesNotContainKey(HOUR);
    assertThat(table.log(table.files).removed(swap).rowsByOriginal())
        .isEqualTo(Map.of(origin("a").file(), 5L, origin("b").file(), 2L));
    assertThat(retention().run(HOUR)).as("nothing left").isEmpty();
    table.swaps(table.files).clean(HOUR, Duration.ZERO);
    assertThat(table.files.list(swap.from())).isEmpty();

    // A straggler of that hour is a row like any other, until the next time.
    table.commit(committer, origin("c"), 0, 1, true);
    committer.close();
    assertThat(table.query(HOUR)).isEqualTo(expected(Map.of(origin("c"), 1L)));
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
    assertThatThrownBy(() -> new Retention(dying, table.swaps(dying), "1@test", CLOCK).run(HOUR))
        .hasMessage("the process dies here");
    assertThat(table.log(table.files).history(HOUR).settled()).isFalse();
    Map<String, byte[]> before = table.files.snapshot();
    retention().plan(HOUR);
    assertThat(table.files.snapshot().keySet()).isEqualTo(before.keySet());
  }
}
