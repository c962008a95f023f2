package org.openspot.store.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openspot.store.swap.TableFixture.CLOCK;
import static org.openspot.store.swap.TableFixture.HOUR;
import static org.openspot.store.swap.TableFixture.NOW;
import static org.openspot.store.swap.TableFixture.TABLES;
import static org.openspot.store.swap.TableFixture.origin;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openspot.core.identity.RecordRange;
import org.openspot.store.audit.Finding.Kind;
import org.openspot.store.commit.TableCommitter;
import org.openspot.store.files.StoredFile;
import org.openspot.store.lineage.Origin;
import org.openspot.store.swap.Retention;
import org.openspot.store.swap.Swap;
import org.openspot.store.swap.TableFixture;

class AuditTest {
  private final TableFixture table = new TableFixture();
  private final List<ArchivedOriginal> archive = new ArrayList<>();
  private TableCommitter committer;

  @BeforeEach
  void claim() {
    committer = table.committer(table.files, "w");
    committer.claim();
  }

  private void ingest(String name, long rows) {
    archived(origin(name), NOW.minusSeconds(7200));
    table.commit(committer, origin(name), 0, rows / 2, false);
    table.commit(committer, origin(name), rows / 2, rows, true);
  }

  private void archived(Origin origin, Instant at) {
    archive.add(new ArchivedOriginal(origin.file(), origin.name(), origin.archiveUri(), 1, at));
  }

  private AuditReport audit() {
    return audit(true);
  }

  private AuditReport audit(boolean wholeTable) {
    return audit(wholeTable, Instant.EPOCH);
  }

  private AuditReport audit(boolean wholeTable, Instant since) {
    return new Audit(table.files, TABLES)
        .run(() -> archive, new Audit.Scope(wholeTable, since, Duration.ofHours(1), true), NOW);
  }

  private List<StoredFile> tableFiles() {
    return table.files.list(table.log(table.files).history(HOUR).current());
  }

  @Test
  void theBooksOfAQuietTableBalance() {
    ingest("a", 10);
    ingest("b", 6);
    archived(origin("r"), NOW.minusSeconds(7200));
    table.commitReject(committer, origin("r"), 0);
    for (boolean wholeTable : new boolean[] {true, false}) {
      AuditReport report = audit(wholeTable);
      assertThat(report.findings()).isEmpty();
      assertThat(report.originals()).isEqualTo(3);
      assertThat(report.complete()).isEqualTo(3);
      assertThat(report.records()).isEqualTo(17);
      assertThat(report.rowsFound()).isEqualTo(16);
      assertThat(report.rejectsFound()).isEqualTo(1);
      assertThat(report.files()).isEqualTo(5);
    }
  }

  @Test
  void theyStillDoAfterCompactionAndRetention() {
    ingest("a", 10);
    ingest("b", 6);
    compact();
    assertThat(audit().findings()).isEmpty();
    new Retention(table.files, table.swaps(table.files), "1@test", CLOCK).run(HOUR, Duration.ZERO);
    ingest("late", 4);
    AuditReport report = audit();
    assertThat(report.findings()).isEmpty();
    assertThat(report.rowsFound()).isEqualTo(4);
    assertThat(report.rowsRetired()).isEqualTo(16);
  }

  @Test
  void theyStillDoAfterACompactionIntoSeveralFiles() {
    archived(origin("a"), NOW.minusSeconds(7200));
    for (long from = 0; from < 9_000; from += 1_500) {
      table.commit(committer, origin("a"), from, from + 1_500, from == 7_500);
    }
    long largest = tableFiles().stream().mapToLong(StoredFile::length).max().orElseThrow();
    Optional<Swap> swap = table.compaction(table.files, largest * 2).run(HOUR);
    assertThat(swap.orElseThrow().added()).hasSizeGreaterThan(1);
    AuditReport report = audit();
    assertThat(report.findings()).isEmpty();
    assertThat(report.rowsFound()).isEqualTo(9_000);
  }

  /** The event in the middle could not be read at first; others may have been before it is. */
  @Test
  void theyStillDoAfterARetryOfAPieceInTheMiddle() {
    for (boolean compacted : new boolean[] {false, true}) {
      String name = "compacted " + compacted;
      archived(origin(name), NOW.minusSeconds(7200));
      table.commitPieces(
          committer, origin(name), new RecordRange(0, 100), new RecordRange(200, 300));
      if (compacted) {
        table.commit(committer, origin("other"), 0, 5, true);
        archived(origin("other"), NOW.minusSeconds(7200));
        compact();
      }
      table.commit(committer, origin(name), 100, 200, false);
      assertThat(audit().findings()).isEmpty();
      compact();
      assertThat(audit().findings()).isEmpty();
    }
  }

  private void compact() {
    assertThat(table.compaction(table.files).run(HOUR)).isPresent();
  }

  /** The clock of a sensor, or the zone in its names, is ahead of the archive's. */
  @Test
  void theyBalanceForOriginalsThatArrivedBeforeTheyWereCaptured() {
    ingest("a", 10);
    long committed = NOW.minusSeconds(7000).toEpochMilli();
    tableFiles().forEach(file -> table.files.setModified(file.path(), committed));
    AuditReport report = audit(false, NOW.plusSeconds(3600));
    assertThat(report.findings()).isEmpty();
    assertThat(report.files()).isEqualTo(2);
    assertThat(report.rowsFound()).isEqualTo(10);
  }

  @Test
  void filesThatAreOlderThanAWindowAndItsOriginalsAreNotRead() {
    ingest("a", 10);
    archive.clear();
    archived(origin("b"), NOW.minusSeconds(60));
    assertThat(audit(false, NOW.minusSeconds(3600)).files()).isZero();
    archive.clear();
    assertThat(audit(false, NOW.minusSeconds(3600)).files()).isZero();
  }

  @Test
  void aDeletedFileIsMissing() {
    ingest("a", 10);
    ingest("b", 6);
    table.files.delete(tableFiles().get(0).path());
    assertThat(audit().findings())
        .singleElement()
        .isEqualTo(new Finding(Kind.MISSING, "a", "10 rows are committed, 5 are in the table"));
  }

  @Test
  void aCopiedFileIsThereTwice() {
    ingest("a", 10);
    StoredFile file = tableFiles().get(0);
    table.files.writeNew(
        TABLES.directory(HOUR) + "/copy.parquet", table.files.read(file.path()).orElseThrow());
    assertThat(audit().findings())
        .allMatch(finding -> finding.kind() == Kind.TWICE && finding.subject().equals("a"))
        .anyMatch(finding -> finding.detail().contains("copy.parquet"))
        .anyMatch(finding -> finding.detail().contains("15 are in the table"));
  }

  @Test
  void oneFileLostAndAnotherCopiedDoNotCancelOut() {
    ingest("a", 10);
    List<StoredFile> files = tableFiles();
    table.files.writeNew(
        TABLES.directory(HOUR) + "/copy.parquet",
        table.files.read(files.get(0).path()).orElseThrow());
    table.files.delete(files.get(1).path());
    assertThat(audit().balances()).isFalse();
  }

  @Test
  void rowsThatNoLogKnowsAreOrphaned() {
    ingest("a", 10);
    table.files.writeNew(
        TABLES.directory(HOUR) + "/planted.parquet",
        table
            .files
            .read(
                TableFixture.staged(table.files, "/elsewhere", origin("planted"), HOUR, 0, 3)
                    .files()
                    .get(0)
                    .path())
            .orElseThrow());
    assertThat(audit().findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(Kind.ORPHANED);
              assertThat(finding.subject()).isEqualTo("planted");
            });
  }

  @Test
  void anOriginalThatWasNeverCommittedIsMissingOnceItIsDue() {
    ingest("a", 10);
    archived(origin("fresh"), NOW.minusSeconds(60));
    AuditReport early = audit();
    assertThat(early.balances()).isTrue();
    assertThat(early.waiting()).isEqualTo(1);
    archived(origin("old"), NOW.minusSeconds(7200));
    assertThat(audit().findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.subject()).isEqualTo("old"));
  }

  @Test
  void anOriginalOfWhichTheEndIsInNoCommitIsMissingItsEnd() {
    archived(origin("half"), NOW.minusSeconds(7200));
    table.commit(committer, origin("half"), 0, 4, false);
    assertThat(audit().findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.detail()).contains("[4, end)"));
  }

  @Test
  void aTornFileIsDamaged() {
    ingest("a", 10);
    StoredFile file = tableFiles().get(0);
    byte[] bytes = table.files.read(file.path()).orElseThrow();
    table.files.delete(file.path());
    table.files.writeNew(file.path(), Arrays.copyOf(bytes, bytes.length - 9));
    assertThat(audit().findings())
        .extracting(Finding::kind)
        .containsExactlyInAnyOrder(Kind.DAMAGED, Kind.MISSING);
  }

  @Test
  void stagingOfASupersededWorkerIsOrphaned() {
    ingest("a", 10);
    table.files.writeNew(TABLES.rowsLocation() + "/_staging/spot.flow-0/0/x", new byte[1]);
    assertThat(audit().findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.kind()).isEqualTo(Kind.ORPHANED));
  }
}
