package org.openspot.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openspot.worker.MemoryTopicPartition.rows;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openspot.core.config.DataSize;
import org.openspot.core.config.DurationText;
import org.openspot.core.error.FencedException;
import org.openspot.store.commit.DeadLetter;
import org.openspot.store.commit.DeadLetterBook;
import org.openspot.store.commit.DeadLetterEntry;
import org.openspot.store.commit.DeadLetterFate;
import org.openspot.store.commit.LogPosition;
import org.openspot.store.files.FaultyTableFiles;
import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles;
import org.openspot.worker.MemoryTopicPartition.Run;
import org.openspot.worker.MemoryTopicPartition.Time;

/**
 * Ways in which others that write Kafka's events to files of a table are known to lose or double
 * them, done to a worker.
 */
class PeerFailuresTest {
  private static final Time TIME =
      new Time(
          Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC), System::nanoTime);

  @TempDir Path scratch;
  private MemoryTopicPartition partition;

  /** The end of a process: nothing that handles errors sees it. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @BeforeEach
  void topic() {
    partition = new MemoryTopicPartition(scratch);
  }

  private static WorkerSettings settings(
      String rollInterval, long rollRows, String rollSize, int checkpointEvery) {
    return new WorkerSettings(
        DurationText.parse(rollInterval),
        rollRows,
        DataSize.parse(rollSize),
        2,
        DataSize.parse("1MiB"),
        checkpointEvery);
  }

  private Run run(String worker) {
    return run(worker, partition.files, 100);
  }

  private static Run run(String worker, TableFiles files, int checkpointEvery) {
    return new Run(worker, files, settings("1m", 1000, "64MiB", checkpointEvery), TIME, false);
  }

  private void work(String worker) {
    partition.work(run(worker), () -> {});
  }

  private static void die() {
    throw new Killed();
  }

  private long position() {
    return partition.log().load().position().map(LogPosition::nextOffset).orElse(0L);
  }

  @Test
  void offsetGapAfterRebalanceIsReadAgainWhateverTheGroupSays() {
    partition.addRows("a", 0, 5, true);
    work("first");
    partition.addRows("b", 0, 5, true);
    partition.addRows("c", 0, 5, true);
    assertThatThrownBy(() -> partition.work(run("second"), PeerFailuresTest::die))
        .isInstanceOf(Killed.class);
    assertThat(position()).as("what the second one read and never committed").isEqualTo(1);

    work("third");

    assertThat(partition.table())
        .containsExactlyInAnyOrderElementsOf(
            all(rows("a", 0, 5), rows("b", 0, 5), rows("c", 0, 5)));
    assertThat(position()).isEqualTo(3);
    assertThat(partition.leftovers()).isEmpty();
  }

  @Test
  void offsetsThatRetentionTookStopTheWorkerUntilAPersonAcceptsTheGap() {
    addOriginals("a", "b", "c");
    work("first");
    addOriginals("d", "e");
    partition.removeBefore(4);

    assertThatThrownBy(() -> work("second"))
        .isInstanceOf(OffsetsLostException.class)
        .hasMessageContaining("between offsets 3 and 4");
    assertThat(position()).isEqualTo(3);

    Run accepting =
        new Run("third", partition.files, settings("1m", 1000, "64MiB", 100), TIME, true);
    partition.work(accepting, () -> {});
    assertThat(partition.table()).contains("e#0").doesNotContain("d#0").doesNotHaveDuplicates();
    assertThat(position()).isEqualTo(5);
  }

  @Test
  void anUnreadableEventSentAgainIntoAGapIsNotTakenForRead() {
    byte[] unreadable = "no event at all".getBytes(UTF_8);
    partition.add(unreadable);
    work("first");
    DeadLetterBook letters = partition.log().deadLetters();
    partition.add(unreadable);
    DeadLetterEntry letter = letters.open(partition.log().load()).get(0);
    letters.resent(letter, "eve@host", TIME.clock().instant(), partition.topicId(), 2);
    addOriginals("a", "b");
    partition.removeBefore(3);

    Run accepting =
        new Run("second", partition.files, settings("1m", 1000, "64MiB", 1), TIME, true);
    partition.work(accepting, () -> {});

    assertThat(position()).isEqualTo(4);
    assertThat(letters.open(partition.log().load()))
        .singleElement()
        .extracting(DeadLetterEntry::fate)
        .isEqualTo(DeadLetterFate.OPEN);
  }

  @Test
  void offsetsThatKafkaLostStopTheWorkerToo() {
    addOriginals("a", "b", "c");
    work("first");
    partition.truncate(2);
    assertThatThrownBy(() -> work("second"))
        .isInstanceOf(OffsetsLostException.class)
        .hasMessageContaining("between offsets 2 and 3");
  }

  @Test
  void aTopicMadeAgainIsReadFromItsBeginningAndNothingOfItTwice() {
    addOriginals("a", "b", "c");
    work("first");
    partition.makeAgain();
    addOriginals("c", "d");
    work("second");
    assertThat(partition.table())
        .hasSize(8)
        .containsExactlyInAnyOrderElementsOf(
            all(rows("a", 0, 2), rows("b", 0, 2), rows("c", 0, 2), rows("d", 0, 2)));
    assertThat(position()).isEqualTo(2);
  }

  /**
   * The first worker is paused with everything read and nothing committed, until others have
   * committed it.
   *
   * @param checkpointEvery 1: the manifest whose number the first one will try is deleted by then
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void filesAreNotCommittedTwiceAfterAZombieReturns(int checkpointEvery) {
    addOriginals("a", "b", "c");
    List<StoredFile> before = new ArrayList<>();
    assertThatThrownBy(
            () ->
                partition.work(
                    run("zombie", partition.files, checkpointEvery),
                    () -> {
                      partition.work(run("heir", partition.files, checkpointEvery), () -> {});
                      addOriginals("d");
                      partition.work(run("heir", partition.files, checkpointEvery), () -> {});
                      before.addAll(partition.tableFiles());
                    }))
        .isInstanceOf(FencedException.class);

    assertThat(partition.tableFiles()).isNotEmpty().isEqualTo(before);
    work("last");
    assertThat(partition.tableFiles()).isEqualTo(before);
    assertThat(partition.table())
        .containsExactlyInAnyOrderElementsOf(
            all(rows("a", 0, 2), rows("b", 0, 2), rows("c", 0, 2), rows("d", 0, 2)));
    assertThat(partition.leftovers()).isEmpty();
  }

  @Test
  void aPoisonMessageDeletesNothing() {
    addOriginals("a");
    partition.add("no event at all".getBytes(UTF_8));
    partition.add(null);
    partition.add(new byte[0]);
    partition.addRows("b", 0, 2, false);
    partition.addBatch("b", 2, 4, "no rows".getBytes(UTF_8), 2);
    partition.addRows("b", 4, 6, true);
    partition.addPointerToNothing("c");
    addOriginals("d");

    work("first");

    List<String> good = all(rows("a", 0, 2), rows("b", 0, 2), rows("b", 4, 6), rows("d", 0, 2));
    assertThat(partition.table()).containsExactlyInAnyOrderElementsOf(good);
    assertThat(position()).isEqualTo(9);
    assertThat(partition.announced)
        .extracting(DeadLetter::offset)
        .containsExactly(1L, 2L, 3L, 5L, 7L);
    assertThat(partition.announced)
        .extracting(DeadLetter::name)
        .containsExactly(null, null, null, "b", "c");
    assertThat(partition.announced.get(3).from()).isEqualTo(2);
    assertThat(partition.log().load().deadLetters()).isEqualTo(partition.announced);

    work("second");
    assertThat(partition.table()).containsExactlyInAnyOrderElementsOf(good);
    assertThat(partition.announced).hasSize(5);
  }

  /** What a dead letter stands for is not stored, so that it can still be. */
  @Test
  void whatAPoisonMessageHeldIsStoredOnceItComesAgain() {
    partition.addRows("b", 0, 2, false);
    partition.addBatch("b", 2, 4, "no rows".getBytes(UTF_8), 2);
    partition.addRows("b", 4, 6, true);
    work("first");
    partition.addRows("b", 0, 6, true);
    work("second");
    assertThat(partition.table()).containsExactlyInAnyOrderElementsOf(rows("b", 0, 6));
  }

  /**
   * @param interval the roll by time; every look at the monotonic clock takes a second
   * @param commits how many there are at least: the size written so far lags by a thousand rows
   */
  @ParameterizedTest(name = "{0}, {1} rows, {2}")
  @CsvSource({"1h, 1000, 64MiB, 7", "1h, 100000, 1B, 4", "1s, 100000, 64MiB, 4", "1s, 1, 1B, 7"})
  void theLastRecordsBeforeARollAreStored(String interval, long rows, String size, int commits) {
    addLongOriginals();
    Run run =
        new Run("first", partition.files, settings(interval, rows, size, 100), ticking(), false);
    partition.work(run, () -> {});

    assertThat(partition.table()).containsExactlyInAnyOrderElementsOf(longOriginals());
    assertThat(partition.log().load().manifests())
        .as("commits, and the claim")
        .hasSizeGreaterThan(commits);
    assertThat(position()).isEqualTo(4);
  }

  @Test
  void theLastRecordsBeforeARollAreStoredWhereverTheWorkerIsKilled() {
    int operation = 0;
    boolean killed = true;
    while (killed) {
      partition = new MemoryTopicPartition(scratch);
      addPiecewise();
      killed = isKilledAt(++operation);
      work("heir");
      assertThat(partition.table())
          .as("killed at operation %d", operation)
          .containsExactlyInAnyOrderElementsOf(rows("piecewise", 0, 3300));
      assertThat(partition.leftovers()).isEmpty();
    }
    assertThat(operation).isGreaterThan(20);
  }

  private boolean isKilledAt(int operation) {
    int[] passed = {0};
    FaultyTableFiles mortal =
        new FaultyTableFiles(
            partition.files,
            after -> {
              if (!after && ++passed[0] >= operation) {
                die();
              }
            });
    try {
      partition.work(run("mortal", mortal, 3), () -> {});
      return false;
    } catch (Killed e) {
      return true;
    }
  }

  /** More than a roll holds, in one event and in several, in two hours. */
  private void addLongOriginals() {
    partition.addRows("long", 0, 3700, true);
    addPiecewise();
  }

  private void addPiecewise() {
    partition.addRows("piecewise", 0, 1024, false);
    partition.addRows("piecewise", 1024, 1025, false);
    partition.addRows("piecewise", 1025, 3300, true);
  }

  private static List<String> longOriginals() {
    return all(rows("long", 0, 3700), rows("piecewise", 0, 3300));
  }

  private void addOriginals(String... names) {
    for (String name : names) {
      partition.addRows(name, 0, 2, true);
    }
  }

  @SafeVarargs
  private static List<String> all(List<String>... parts) {
    List<String> all = new ArrayList<>();
    for (List<String> part : parts) {
      all.addAll(part);
    }
    return all;
  }

  /** Time in which every look at the clock takes a second. */
  private static Time ticking() {
    AtomicLong looks = new AtomicLong();
    return new Time(TIME.clock(), () -> Duration.ofSeconds(looks.incrementAndGet()).toNanos());
  }
}
