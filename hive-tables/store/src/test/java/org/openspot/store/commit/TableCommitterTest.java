package org.openspot.store.commit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.openspot.core.error.CommitStateUnknownException;
import org.openspot.core.error.FencedException;
import org.openspot.core.error.RetriableException;
import org.openspot.core.error.SpotException;
import org.openspot.core.identity.FileId;
import org.openspot.core.identity.RecordRange;
import org.openspot.schema.TablePartition;
import org.openspot.schema.TableSpec;
import org.openspot.store.files.FaultyTableFiles;
import org.openspot.store.files.MemoryTableFiles;
import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles;

class TableCommitterTest {
  private static final TableLocations TABLES =
      TableLocations.below("/spot", TableSpec.load("flow"));
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);
  private static final String LOG = "/spot/flow/hive/_commits/spot.flow-0";

  private final MemoryTableFiles files = new MemoryTableFiles();
  private volatile boolean hiveAway;
  private final Set<PartitionRef> hive = ConcurrentHashMap.newKeySet();

  private TableCommitter committer(TableFiles over, String worker, int checkpointEvery) {
    PartitionRegistrar registrar =
        (Collection<PartitionRef> partitions) -> {
          if (hiveAway) {
            throw new RetriableException("Hive is away");
          }
          hive.addAll(partitions);
        };
    return new TableCommitter(
        over,
        new TableCommitter.Settings(TABLES, "spot.flow-0", worker, checkpointEvery),
        PartitionDirectories.usual(TABLES),
        new RegistrationQueue(registrar, worker),
        CLOCK);
  }

  private TableCommitter committer(String worker) {
    return committer(files, worker, 3);
  }

  private static FileId file(int number) {
    FileId.Hasher hasher = FileId.hasher("flow", "file" + number);
    return hasher.finish().fileId();
  }

  /** Commits one original of one record, staged as a file that holds its number. */
  private static void commit(TableCommitter committer, TableFiles over, int number) {
    String staged = committer.stagingDirectory() + "/" + number + "-" + System.nanoTime();
    over.writeNew(staged, Integer.toString(number).getBytes(UTF_8));
    long length = Integer.toString(number).length();
    committer.commit(
        new Commit(
            new LogPosition("topic-id", number + 1, 0),
            List.of(new Ingested(file(number), "file" + number, null, RecordRange.ALL, 1, 0, 0)),
            List.of(),
            List.of(new StagedFile("flow", staged, TablePartition.of(number * 3600L), 1, length))));
  }

  /** How often each number is in the table, as readers see it. */
  private Map<String, Integer> table() {
    Map<String, Integer> counts = new HashMap<>();
    files
        .snapshot()
        .forEach(
            (path, content) -> {
              if (path.contains("/y=")) {
                counts.merge(new String(content, UTF_8), 1, Integer::sum);
              }
            });
    return counts;
  }

  @Test
  void whatIsCommittedIsPublishedRegisteredAndRemembered() {
    TableCommitter committer = committer("a");
    assertThat(committer.claim()).isEmpty();
    commit(committer, files, 0);
    commit(committer, files, 1);

    assertThat(table()).isEqualTo(Map.of("0", 1, "1", 1));
    assertThat(committer.stored(file(0)).covers(RecordRange.ALL)).isTrue();
    assertThat(committer.stored(file(2)).isEmpty()).isTrue();
    await().until(committer::isSettled);
    assertThat(hive).hasSize(2);
  }

  @Test
  void aNewWorkerGoesOnWhereTheLastOneStopped() {
    TableCommitter first = committer("a");
    first.claim();
    for (int i = 0; i < 10; i++) {
      commit(first, files, i);
    }
    TableCommitter second = committer("b");
    assertThat(second.claim()).contains(new LogPosition("topic-id", 10, 0));
    for (int i = 0; i < 10; i++) {
      assertThat(second.stored(file(i)).covers(RecordRange.ALL)).isTrue();
    }
    assertThat(files.list(LOG).size()).isLessThan(10);
    assertThat(new CommitLog(files, "/spot/flow/hive", "spot.flow-0").load().rowsByDay())
        .isEqualTo(Map.of("2026-11-21", 10L));
  }

  @Test
  void theWorkerBeforeCannotCommitAfterAClaim() {
    TableCommitter first = committer("a");
    first.claim();
    commit(first, files, 0);
    TableCommitter second = committer("b");
    second.claim();
    assertThatThrownBy(() -> commit(first, files, 1)).isInstanceOf(FencedException.class);
    commit(second, files, 1);
    assertThat(table()).isEqualTo(Map.of("0", 1, "1", 1));
  }

  @Test
  void aZombieWhoseNumberWasCheckpointedAwayCommitsNothing() {
    TableCommitter zombie = committer("a");
    zombie.claim();
    TableCommitter second = committer("b");
    second.claim();
    for (int i = 0; i < 9; i++) {
      commit(second, files, i);
    }
    assertThatThrownBy(() -> commit(zombie, files, 0)).isInstanceOf(FencedException.class);
    assertThat(table().get("0")).isEqualTo(1);
    TableCommitter third = committer("c");
    assertThat(third.claim()).contains(new LogPosition("topic-id", 9, 0));
  }

  @Test
  void aWorkerWhoseSortedFilesHaveGoneToItsSuccessorStops() {
    TableCommitter first = committer(files, "a", 2);
    first.claim();
    commit(first, files, 0);
    committer("b").claim();
    assertThatThrownBy(() -> first.stored(file(0)))
        .isInstanceOf(CommitStateUnknownException.class)
        .hasMessageContaining("has gone");
    assertThatThrownBy(first::claim)
        .isInstanceOf(FencedException.class)
        .hasMessageContaining("was claimed by b");
  }

  @Test
  void aWorkerClaimsNothingBackWhereItsSuccessorHasCheckpointed() {
    TableCommitter first = committer(files, "a", 2);
    first.claim();
    commit(first, files, 0);
    TableCommitter second = committer(files, "b", 2);
    second.claim();
    commit(second, files, 1);
    assertThatThrownBy(first::claim)
        .isInstanceOf(FencedException.class)
        .hasMessageContaining("checkpointed by another worker");
    commit(second, files, 2);
  }

  @Test
  void aClaimThatIsOvertakenTakesNoSortedFileBack() {
    TableCommitter first = committer(files, "a", 2);
    first.claim();
    commit(first, files, 0);
    TableCommitter overtaking = committer(files, "c", 2);
    FaultyTableFiles overtaken =
        new FaultyTableFiles(files, after -> {}) {
          private boolean listed;

          @Override
          public List<StoredFile> list(String directory) {
            if (directory.equals(LOG + "/runs") && !listed) {
              listed = true;
              overtaking.claim();
            }
            return super.list(directory);
          }
        };
    assertThatThrownBy(committer(overtaken, "b", 2)::claim).isInstanceOf(FencedException.class);
    assertThat(overtaking.stored(file(0)).covers(RecordRange.ALL)).isTrue();
  }

  @Test
  void manyOriginalsStayKnownThroughMergesOfSortedFiles() {
    TableCommitter committer = committer(files, "a", 2);
    committer.claim();
    for (int i = 0; i < 100; i++) {
      commit(committer, files, i);
    }
    TableCommitter next = committer("b");
    next.claim();
    for (int i = 0; i < 100; i++) {
      assertThat(next.stored(file(i)).covers(RecordRange.ALL)).isTrue();
    }
    assertThat(next.stored(file(100)).isEmpty()).isTrue();
    assertThat(files.list(LOG + "/runs").size()).isLessThan(12);
  }

  @Test
  void whatHiveNeverHeardOfIsRegisteredAfterAnyNumberOfRestarts() {
    hiveAway = true;
    for (int i = 0; i < 3; i++) {
      TableCommitter committer = committer(files, "worker" + i, 100);
      committer.claim();
      assertThat(committer.isSettled()).isEqualTo(i == 0);
      commit(committer, files, i);
      await().until(() -> committer.blockedSince().isPresent());
      committer.close();
    }
    hiveAway = false;
    TableCommitter last = committer("last");
    last.claim();
    await().until(last::isSettled);
    assertThat(hive).hasSize(3);
  }

  @Test
  void aMissingManifestIsAnErrorAndNeverSkipped() {
    TableCommitter committer = committer(files, "a", 100);
    committer.claim();
    commit(committer, files, 0);
    commit(committer, files, 1);
    files.delete(LOG + "/000000000002.json");
    assertThatThrownBy(() -> committer("b").claim())
        .isInstanceOf(CommitStateUnknownException.class)
        .hasMessageContaining("000000000002.json is missing");
  }

  /** Deletes the only sorted file; its name without the epoch, and what it held. */
  private Map.Entry<String, byte[]> loseSortedFile() {
    List<StoredFile> runs = files.list(LOG + "/runs");
    assertThat(runs).hasSize(1);
    String path = runs.get(0).path();
    byte[] content = files.read(path).orElseThrow();
    files.delete(path);
    return Map.entry(path, content);
  }

  private static void assertSaysMissing(ThrowingCallable call, String path) {
    assertThatThrownBy(call)
        .isInstanceOf(CommitStateUnknownException.class)
        .hasMessageContaining(path.substring(0, path.indexOf('@')))
        .hasMessageContaining("is missing from the commit log: restore it from a backup");
  }

  @Test
  void aWorkerThatStartsWaitsForASortedFileThatIsMissingAndAddsNothingToTheLog() {
    TableCommitter first = committer(files, "a", 2);
    first.claim();
    commit(first, files, 0);
    Map.Entry<String, byte[]> lost = loseSortedFile();

    TableCommitter second = committer("b");
    assertSaysMissing(second::claim, lost.getKey());
    Set<String> before = files.snapshot().keySet();
    assertSaysMissing(second::claim, lost.getKey());
    assertThat(files.snapshot().keySet()).isEqualTo(before);

    files.writeNew(lost.getKey(), lost.getValue());
    assertThat(second.claim()).contains(new LogPosition("topic-id", 1, 0));
    assertThat(second.stored(file(0)).covers(RecordRange.ALL)).isTrue();
  }

  @Test
  void aWorkerAtWorkWaitsForASortedFileThatIsMissing() {
    TableCommitter first = committer(files, "a", 2);
    first.claim();
    commit(first, files, 0);
    Map.Entry<String, byte[]> lost = loseSortedFile();

    assertThatThrownBy(() -> first.stored(file(0)))
        .isInstanceOf(CommitStateUnknownException.class)
        .hasMessageContaining("has gone");
    assertSaysMissing(first::claim, lost.getKey());
    files.writeNew(lost.getKey(), lost.getValue());
    first.claim();
    assertThat(first.stored(file(0)).covers(RecordRange.ALL)).isTrue();
  }

  @Test
  void readersOfALogSayThatASortedFileIsMissing() {
    TableCommitter first = committer(files, "a", 2);
    first.claim();
    commit(first, files, 0);
    CommitLog log = new CommitLog(files, "/spot/flow/hive", "spot.flow-0");
    assertThat(LogContents.of(log).stored(file(0)).covers(RecordRange.ALL)).isTrue();
    Map.Entry<String, byte[]> lost = loseSortedFile();
    assertSaysMissing(() -> LogContents.of(log), lost.getKey());
  }

  @Test
  void aCommittedFileThatIsGoneIsAnErrorAndNeverSuccess() {
    FaultyTableFiles noPublishing =
        new FaultyTableFiles(files, after -> {}) {
          @Override
          public Renamed renameNew(String from, String to) {
            if (to.contains("/y=")) {
              throw new RetriableException("away");
            }
            return super.renameNew(from, to);
          }
        };
    TableCommitter committer = committer(noPublishing, "a", 100);
    committer.claim();
    assertThatThrownBy(() -> commit(committer, files, 0)).isInstanceOf(RetriableException.class);
    files.delete("/spot/flow/hive/_staging/spot.flow-0/1");
    assertThatThrownBy(() -> committer("b").claim())
        .isInstanceOf(CommittedFileMissingException.class)
        .hasMessageContaining("neither there nor staged");
  }

  @Test
  void aCrashAtAnyFileSystemOperationLosesAndDoublesNothing() {
    int operations = 0;
    boolean crashed = true;
    while (crashed) {
      operations++;
      crashed = runWithCrashAt(operations, false);
    }
    assertThat(operations).isGreaterThan(50);
  }

  @Test
  void anAnswerLostAtAnyFileSystemOperationLosesAndDoublesNothing() {
    int operations = 0;
    boolean failed = true;
    while (failed) {
      operations++;
      failed = runWithCrashAt(operations, true);
    }
    assertThat(operations).isGreaterThan(50);
  }

  /** Commits eight originals, with one operation that fails before or after it takes effect. */
  private boolean runWithCrashAt(int operation, boolean afterEffect) {
    files.delete("/spot");
    hive.clear();
    int[] passed = {0};
    boolean[] fired = {false};
    FaultyTableFiles faulty =
        new FaultyTableFiles(
            files,
            after -> {
              if (after == afterEffect && ++passed[0] == operation) {
                fired[0] = true;
                throw afterEffect ? new RetriableException("answer lost") : new Crash();
              }
            });
    int next = 0;
    List<String> trouble = new ArrayList<>();
    for (int attempt = 0; attempt < 4 && next < 8; attempt++) {
      TableCommitter committer = committer(faulty, "worker" + attempt, 3);
      try {
        next = committer.claim().map(position -> (int) position.nextOffset()).orElse(0);
        for (int i = 0; i < 8; i++) {
          assertThat(committer.stored(file(i)).covers(RecordRange.ALL)).isEqualTo(i < next);
        }
        while (next < 8) {
          commit(committer, faulty, next);
          next++;
        }
      } catch (Crash | SpotException e) {
        trouble.add(e.toString());
      }
    }
    assertThat(next).as("%s", trouble).isEqualTo(8);
    // A last worker finishes what the one before may have left.
    committer(files, "last", 3).claim();
    Map<String, Integer> expected = new HashMap<>();
    for (int i = 0; i < 8; i++) {
      expected.put(Integer.toString(i), 1);
    }
    assertThat(table()).as("operation %d: %s", operation, trouble).isEqualTo(expected);
    assertThat(files.list("/spot/flow/hive/_staging/spot.flow-0")).isEmpty();
    // Some hundred times: a first look after the usual tenth of a second would take most of the
    // time.
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(hive).hasSize(8));
    return fired[0];
  }

  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
