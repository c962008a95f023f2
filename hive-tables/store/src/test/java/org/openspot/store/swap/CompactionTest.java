package org.openspot.store.swap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openspot.store.swap.TableFixture.HOUR;
import static org.openspot.store.swap.TableFixture.TABLES;
import static org.openspot.store.swap.TableFixture.expected;
import static org.openspot.store.swap.TableFixture.origin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.parquet.io.SeekableInputStream;
import org.junit.jupiter.api.Test;
import org.openspot.core.error.RetriableException;
import org.openspot.store.commit.TableCommitter;
import org.openspot.store.files.FaultyTableFiles;
import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles;
import org.openspot.store.lineage.Lineage;
import org.openspot.store.lineage.Origin;
import org.openspot.store.parquet.TableFile;

class CompactionTest {
  private final TableFixture table = new TableFixture();
  private final Map<Origin, Long> originals = TableFixture.originals();

  private TableCommitter worker(String name) {
    TableCommitter committer = table.committer(table.files, name);
    committer.claim();
    return committer;
  }

  private void ingest(TableCommitter committer, String name, long rows) {
    // In two pieces, so that a file holds a part of an original only.
    table.commit(committer, origin(name), 0, rows / 2, false);
    table.commit(committer, origin(name), rows / 2, rows, true);
    originals.put(origin(name), rows);
  }

  private List<StoredFile> visible() {
    return table.files.list(table.log(table.files).history(HOUR).current()).stream()
        .filter(Swaps::isVisible)
        .toList();
  }

  private void awaitRegistered(TableCommitter committer) {
    committer.close();
  }

  @Test
  void manyFilesBecomeOneWithTheSameRowsInTheOrderOfTheirOriginals() {
    TableCommitter committer = worker("w");
    ingest(committer, "nfcapd.3", 10);
    ingest(committer, "nfcapd.1", 20);
    ingest(committer, "nfcapd.2", 5);
    awaitRegistered(committer);
    assertThat(table.query(HOUR)).isEqualTo(expected(originals));

    Optional<Swap> swap = table.compaction(table.files).run(HOUR);

    assertThat(swap).isPresent();
    assertThat(swap.get().replaced()).hasSize(6);
    assertThat(table.query(HOUR)).isEqualTo(expected(originals));
    assertThat(visible()).hasSize(1);
    TableFile file = TableFile.of(table.files, visible().get(0));
    Lineage lineage = file.footer().lineage().orElseThrow();
    assertThat(lineage.blocks())
        .extracting(block -> block.origin().name() + " " + block.records() + " " + block.rows())
        .containsExactly("nfcapd.1 [0, 20) 20", "nfcapd.2 [0, 5) 5", "nfcapd.3 [0, 10) 10");
    assertThat(TableFixture.rows(file))
        .startsWith("nfcapd.1#0", "nfcapd.1#1")
        .endsWith("nfcapd.3#8", "nfcapd.3#9");
    assertThat(table.compaction(table.files).run(HOUR)).as("nothing more to do").isEmpty();
  }

  @Test
  void whatIsCommittedAfterwardsIsSeenAndCompactedTheNextTime() {
    TableCommitter committer = worker("w");
    ingest(committer, "nfcapd.1", 10);
    assertThat(table.compaction(table.files).run(HOUR)).isPresent();
    ingest(committer, "nfcapd.2", 10);
    awaitRegistered(committer);
    assertThat(table.query(HOUR)).isEqualTo(expected(originals));
    assertThat(table.compaction(table.files).run(HOUR)).isPresent();
    assertThat(table.query(HOUR)).isEqualTo(expected(originals));
    assertThat(visible()).hasSize(1);
  }

  @Test
  void oldFilesStayForRunningQueriesAndGoLater() {
    TableCommitter committer = worker("w");
    ingest(committer, "nfcapd.1", 10);
    awaitRegistered(committer);
    Swap swap = table.compaction(table.files).run(HOUR).orElseThrow();
    Swaps swaps = table.swaps(table.files);
    assertThat(table.files.list(swap.from())).hasSize(2);
    // In memory files are of 1970: any grace that is shorter than since then is over.
    assertThat(swaps.clean(HOUR, Duration.between(Instant.EPOCH, TableFixture.NOW).plusDays(1)))
        .isZero();
    assertThat(table.files.list(swap.from())).hasSize(2);
    assertThat(swaps.clean(HOUR, Duration.ofHours(1))).isEqualTo(2);
    assertThat(table.files.list(swap.from())).isEmpty();
    assertThat(table.query(HOUR)).isEqualTo(expected(originals));
  }

  /** Fails before or after the n-th operation that changes files, whichever that is. */
  @Test
  void aCrashAnywhereChangesNothingThatAQuerySees() {
    int steps = 0;
    boolean finished = false;
    while (!finished) {
      TableFixture fresh = new TableFixture();
      Map<Origin, Long> all = TableFixture.originals();
      TableCommitter committer = fresh.committer(fresh.files, "w");
      committer.claim();
      for (String name : List.of("b", "a")) {
        fresh.commit(committer, origin(name), 0, 3, true);
        all.put(origin(name), 3L);
      }
      AtomicInteger left = new AtomicInteger(steps++);
      TableFiles faulty =
          new FaultyTableFiles(
              fresh.files,
              after -> {
                if (left.getAndDecrement() == 0) {
                  throw new RetriableException("the process dies here");
                }
              });
      try {
        fresh.compaction(faulty).run(HOUR);
        finished = left.get() >= 0;
      } catch (RetriableException e) {
        assertThat(e).hasMessageContaining("the process dies here");
      }
      // A worker goes on meanwhile, in whatever state the swap is, and another is in the middle.
      fresh.commit(committer, origin("c"), 0, 3, true);
      all.put(origin("c"), 3L);
      committer.close();
      assertThat(fresh.query(HOUR)).as("after %d steps", steps).isEqualTo(expected(all));

      fresh.compaction(fresh.files).run(HOUR);
      fresh.swaps(fresh.files).clean(HOUR, Duration.ofHours(1));
      assertThat(fresh.query(HOUR)).as("after %d steps", steps).isEqualTo(expected(all));
      SwapHistory history = fresh.log(fresh.files).history(HOUR);
      assertThat(history.settled()).isTrue();
      assertThat(fresh.files.list(history.current()).stream().filter(Swaps::isVisible)).hasSize(1);
      assertThat(fresh.files.list(fresh.log(fresh.files).swappedRoot(HOUR)))
          .as("after %d steps", steps)
          .hasSize(1);
    }
    assertThat(steps).isGreaterThanOrEqualTo(10);
  }

  @Test
  void aWorkerThatAskedForTheDirectoryBeforeTheSwapBringsItsFileAlong() {
    TableCommitter first = worker("w");
    ingest(first, "nfcapd.1", 10);
    // Between asking for the directory and renaming into it, a whole compaction takes place.
    boolean[] swapped = {false};
    TableFiles slow =
        new FaultyTableFiles(table.files, after -> {}) {
          @Override
          public Renamed renameNew(String from, String to) {
            if (to.endsWith(".parquet") && !swapped[0]) {
              swapped[0] = true;
              assertThat(table.compaction(table.files).run(HOUR)).isPresent();
              table.swaps(table.files).clean(HOUR, Duration.ZERO);
            }
            return super.renameNew(from, to);
          }
        };
    TableCommitter paused = table.committer(slow, "v");
    paused.claim();
    table.commit(paused, slow, origin("nfcapd.2"), 0, 4, true);
    originals.put(origin("nfcapd.2"), 4L);
    paused.close();
    assertThat(swapped[0]).isTrue();
    assertThat(table.query(HOUR)).isEqualTo(expected(originals));
  }

  @Test
  void aCommitThatWasPublishedAndAbsorbedIsNotMissedAfterACrash() {
    TableCommitter first = worker("w");
    ingest(first, "nfcapd.1", 10);
    // The worker dies after its file was renamed and before it could note so.
    TableFiles dying =
        new FaultyTableFiles(table.files, after -> {}) {
          @Override
          public Renamed renameNew(String from, String to) {
            Renamed renamed = super.renameNew(from, to);
            if (renamed == Renamed.DONE && to.endsWith(".parquet")) {
              throw new RetriableException("dies");
            }
            return renamed;
          }
        };
    TableCommitter dead = table.committer(dying, "v");
    dead.claim();
    assertThatThrownBy(() -> table.commit(dead, dying, origin("nfcapd.2"), 0, 4, true))
        .hasMessage("dies");
    originals.put(origin("nfcapd.2"), 4L);
    assertThat(table.compaction(table.files).run(HOUR)).isPresent();
    table.swaps(table.files).clean(HOUR, Duration.ZERO);
    TableCommitter next = worker("u");
    next.close();
    assertThat(table.query(HOUR)).isEqualTo(expected(originals));
  }

  @Test
  void ofTwoAtOnceOneWinsAndTheOtherLeavesNothing() {
    TableCommitter committer = worker("w");
    ingest(committer, "nfcapd.1", 10);
    awaitRegistered(committer);
    boolean[] second = {false};
    TableFiles overtaken =
        new FaultyTableFiles(table.files, after -> {}) {
          @Override
          public Renamed renameNew(String from, String to) {
            if (to.endsWith("000001.json") && !second[0]) {
              second[0] = true;
              assertThat(table.compaction(table.files).run(HOUR)).isPresent();
            }
            return super.renameNew(from, to);
          }
        };
    assertThat(table.compaction(overtaken).run(HOUR)).isEmpty();
    assertThat(table.query(HOUR)).isEqualTo(expected(originals));
    assertThat(table.files.list(table.log(table.files).swappedRoot(HOUR))).hasSize(1);
  }

  @Test
  void filesOfSomebodyElseGoAlongUntouched() {
    TableCommitter committer = worker("w");
    ingest(committer, "nfcapd.1", 10);
    awaitRegistered(committer);
    TableFile ours = TableFile.of(table.files, visible().get(0));
    byte[] bytes = table.files.read(ours.path()).orElseThrow();
    byte[] foreign =
        new String(bytes, ISO_8859_1)
            .replace(Lineage.KEY, "somebodyelse.xxxxx")
            .getBytes(ISO_8859_1);
    table.files.writeNew(TABLES.directory(HOUR) + "/000000_0", foreign);
    Swap swap = table.compaction(table.files).run(HOUR).orElseThrow();
    assertThat(swap.replaced()).hasSize(2);
    assertThat(table.files.read(swap.to() + "/000000_0")).contains(foreign);
    table.swaps(table.files).clean(HOUR, Duration.ZERO);
    assertThat(table.files.list(swap.from())).isEmpty();
    assertThat(visible()).hasSize(2);
  }

  /** A worker that asked for the directory before the swap renames into it just now. */
  @Test
  void aFileThatComesWhileTheOldDirectoryIsDeletedStays() {
    TableCommitter committer = worker("w");
    ingest(committer, "nfcapd.1", 10);
    assertThat(table.compaction(table.files).run(HOUR)).isPresent();
    ingest(committer, "nfcapd.2", 10);
    awaitRegistered(committer);
    Swap second = table.compaction(table.files).run(HOUR).orElseThrow();
    String late = second.from() + "/late.parquet";
    TableFiles racing =
        new FaultyTableFiles(table.files, after -> {}) {
          @Override
          public void delete(String path) {
            arrive(path);
            super.delete(path);
          }

          @Override
          public void deleteEmpty(String directory) {
            arrive(directory);
            super.deleteEmpty(directory);
          }

          private void arrive(String path) {
            if (path.equals(second.from())) {
              table.files.writeNew(late, new byte[1]);
            }
          }
        };
    table.swaps(racing).clean(HOUR, Duration.ZERO);
    assertThat(table.files.list(second.from())).extracting(StoredFile::path).containsExactly(late);
  }

  /** The worker that put a file into the old directory moves it while the swap copies it. */
  @Test
  void aFileThatItsOwnerMovesWhileItIsCopiedIsThereOnce() {
    TableCommitter committer = worker("w");
    ingest(committer, "nfcapd.1", 10);
    awaitRegistered(committer);
    byte[] rows = table.files.read(visible().get(0).path()).orElseThrow();
    String late = TABLES.directory(HOUR) + "/late.parquet";
    boolean[] moved = {false};
    TableFiles racing =
        new FaultyTableFiles(table.files, after -> {}) {
          @Override
          public Renamed renameNew(String from, String to) {
            if (to.endsWith("000001.json")) {
              table.files.writeNew(late, rows);
            }
            return super.renameNew(from, to);
          }

          @Override
          public SeekableInputStream open(String path) {
            if (path.equals(late)) {
              moved[0] = true;
              String to = table.log(table.files).history(HOUR).current() + "/late.parquet";
              assertThat(table.files.renameNew(late, to)).isEqualTo(Renamed.DONE);
            }
            return super.open(path);
          }
        };
    Swap swap = table.compaction(racing).run(HOUR).orElseThrow();
    assertThat(moved[0]).isTrue();
    assertThat(table.files.read(swap.to() + "/late.parquet")).contains(rows);
    assertThat(table.files.list(swap.to())).extracting(StoredFile::name).hasSize(2);
    assertThat(table.log(table.files).history(HOUR).settled()).isTrue();
  }
}
