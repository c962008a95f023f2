package org.openspot.store.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openspot.store.swap.TableFixture.CLOCK;
import static org.openspot.store.swap.TableFixture.FLOW;
import static org.openspot.store.swap.TableFixture.HOUR;
import static org.openspot.store.swap.TableFixture.NOW;
import static org.openspot.store.swap.TableFixture.TABLES;
import static org.openspot.store.swap.TableFixture.origin;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.openspot.core.error.DataException;
import org.openspot.core.error.RetriableException;
import org.openspot.core.identity.FileId;
import org.openspot.schema.TablePartition;
import org.openspot.schema.row.Reject;
import org.openspot.schema.row.RowSink;
import org.openspot.store.audit.ArchivedOriginal;
import org.openspot.store.audit.Audit;
import org.openspot.store.audit.AuditReport;
import org.openspot.store.audit.IngestedOriginals;
import org.openspot.store.commit.PartitionRef;
import org.openspot.store.commit.TableCommitter;
import org.openspot.store.files.FaultyTableFiles;
import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles;
import org.openspot.store.lineage.Origin;
import org.openspot.store.swap.PlacedOriginals;
import org.openspot.store.swap.Retention;
import org.openspot.store.swap.RewriteSettings;
import org.openspot.store.swap.TableFixture;

class ReplayTest {
  private static final PartitionRef NEXT_HOUR = new PartitionRef("flow", new TablePartition(8));

  /** Today's dissector: even records go to another hour, the first is a reject, all are marked. */
  private static class Today implements ReplaySource {
    @Override
    public void dissect(Candidate original, RowSink sink) {
      if (original.origin().name().equals("unreadable")) {
        throw new DataException("today's dissector cannot read it");
      }
      byte[] raw = {1};
      sink.reject(Reject.of(0, "new reason", raw, 0, 1));
      for (long record = 1; record < 4; record++) {
        long hour = record % 2 == 0 ? 8 : 7;
        sink.beginRow(record, hour * 3600);
        byte[] id = (original.origin().name() + "'" + record).getBytes(UTF_8);
        sink.setBytes(FLOW.column("sip"), id, 0, id.length);
        sink.endRow();
      }
    }

    @Override
    public void dissected(Candidate original) {}
  }

  private static ReplaySource.Candidate candidate(String name) {
    return new ReplaySource.Candidate(origin(name), new TablePartition(7));
  }

  private static Replayer replayer(TableFixture table, TableFiles over) {
    return new Replayer(
        new Replayer.Dependencies(
            over,
            TABLES,
            new IngestedOriginals(over, TABLES),
            table.swaps(over),
            new RewriteSettings(64 << 20, 1 << 20),
            "1@test",
            CLOCK));
  }

  private static Replayer.Outcome replay(TableFixture table, TableFiles over, String... names) {
    List<ReplaySource.Candidate> originals = new ArrayList<>();
    for (String name : names) {
      originals.add(candidate(name));
    }
    return replayer(table, over).run(originals, Instant.EPOCH, NOW, new Today());
  }

  private static AuditReport audit(TableFixture table, String... names) {
    List<ArchivedOriginal> archive = new ArrayList<>();
    for (String name : names) {
      archive.add(new ArchivedOriginal(origin(name).file(), name, "/archive/" + name, 1, NOW));
    }
    return new Audit(table.files, TABLES)
        .run(() -> archive, new Audit.Scope(true, Instant.EPOCH, Duration.ofHours(1), true), NOW);
  }

  private static List<String> all(TableFixture table) {
    TreeSet<String> rows = new TreeSet<>(table.query(HOUR));
    rows.addAll(table.query(NEXT_HOUR));
    assertThat(rows).hasSize(table.query(HOUR).size() + table.query(NEXT_HOUR).size());
    return List.copyOf(rows);
  }

  @Test
  void newRowsTakeThePlaceOfTheOldAndOthersStay() {
    TableFixture table = new TableFixture();
    TableCommitter committer = table.committer(table.files, "w");
    committer.claim();
    for (String name : List.of("a", "b", "c")) {
      table.commit(committer, origin(name), 0, 4, true);
    }
    Replayer.Outcome outcome = replay(table, table.files, "a", "c");
    committer.close();
    assertThat(outcome.skipped()).isEmpty();
    assertThat(outcome.replay()).isPresent();
    assertThat(table.query(HOUR))
        .containsExactly("a'1", "a'3", "b#0", "b#1", "b#2", "b#3", "c'1", "c'3");
    assertThat(table.query(NEXT_HOUR)).containsExactly("a'2", "c'2");
    AuditReport report = audit(table, "a", "b", "c");
    assertThat(report.findings()).isEmpty();
    assertThat(report.rows()).isEqualTo(10);
    assertThat(report.rejectsFound()).isEqualTo(2);
    // Once more is the same again.
    replay(table, table.files, "c", "b", "a");
    assertThat(all(table)).hasSize(9).allMatch(row -> row.contains("'"));
    assertThat(audit(table, "a", "b", "c").findings()).isEmpty();
  }

  @Test
  void originalsThatAreNotWholeOrNotReadableAnyMoreAreLeftAlone() {
    TableFixture table = new TableFixture();
    TableCommitter committer = table.committer(table.files, "w");
    committer.claim();
    table.commit(committer, origin("half"), 0, 4, false);
    table.commit(committer, origin("unreadable"), 0, 4, true);
    table.commit(committer, origin("a"), 0, 4, true);
    committer.close();
    Replayer.Outcome outcome = replay(table, table.files, "half", "unreadable", "a", "unknown");
    assertThat(outcome.skipped())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("half: "))
        .anyMatch(line -> line.startsWith("unknown: "))
        .anyMatch(line -> line.contains("today's dissector cannot read it"));
    assertThat(table.query(HOUR))
        .contains("half#0", "half#3", "unreadable#0", "a'1")
        .doesNotContain("a#0");
    assertThat(table.query(HOUR)).hasSize(4 + 4 + 2);
  }

  /** A table with two originals. */
  private static Map<String, byte[]> prepared() {
    TableFixture table = new TableFixture();
    TableCommitter committer = table.committer(table.files, "w");
    committer.claim();
    table.commit(committer, origin("a"), 0, 4, true);
    table.commit(committer, origin("b"), 0, 4, true);
    committer.close();
    return table.files.snapshot();
  }

  @Test
  void aReplayThatDiesAnywhereIsFinishedByTheNext() {
    Map<String, byte[]> prepared = prepared();
    int steps = 0;
    boolean finished = false;
    while (!finished) {
      TableFixture table = new TableFixture();
      table.files.restore(prepared);
      TableCommitter committer = table.committer(table.files, "v");
      committer.claim();
      AtomicInteger left = new AtomicInteger(steps++);
      TableFiles faulty =
          new FaultyTableFiles(
              table.files,
              after -> {
                if (left.getAndDecrement() == 0) {
                  throw new RetriableException("the process dies here");
                }
              });
      try {
        replay(table, faulty, "a");
        finished = left.get() >= 0;
      } catch (RetriableException e) {
        assertThat(e).hasMessageContaining("the process dies here");
      }
      table.commit(committer, origin("c"), 0, 4, true);
      committer.close();
      // Old or new in each hour, and whatever the replay does not concern.
      List<String> seen = table.query(HOUR);
      assertThat(seen).as("after %d steps", steps).contains("b#0", "b#3", "c#0", "c#3");
      boolean old = seen.contains("a#0");
      assertThat(seen)
          .as("after %d steps", steps)
          .hasSize(old ? 12 : 10)
          .contains(old ? "a#3" : "a'3", old ? "a#1" : "a'1");
      assertThat(audit(table, "a", "b", "c").balances()).as("after %d steps", steps).isTrue();

      replayer(table, table.files).resume();
      replay(table, table.files, "a");
      replayer(table, table.files).resume();
      assertThat(all(table))
          .as("after %d steps", steps)
          .containsExactly(
              "a'1", "a'2", "a'3", "b#0", "b#1", "b#2", "b#3", "c#0", "c#1", "c#2", "c#3");
      assertThat(audit(table, "a", "b", "c").findings()).as("after %d steps", steps).isEmpty();
      assertThat(table.files.list(TABLES.rowsLocation() + "/_staging"))
          .filteredOn(file -> file.name().startsWith("_replay"))
          .isEmpty();
    }
    assertThat(steps).isGreaterThan(20);
  }

  @Test
  void whatRetentionTookOutDoesNotComeBack() {
    TableFixture table = new TableFixture();
    TableCommitter committer = table.committer(table.files, "w");
    committer.claim();
    table.commit(committer, origin("old"), 0, 4, true);
    new Retention(table.files, table.swaps(table.files), "1@test", CLOCK).run(HOUR, Duration.ZERO);
    table.commit(committer, origin("new"), 0, 4, true);
    committer.close();
    Replayer.Outcome outcome = replay(table, table.files, "old", "new");
    assertThat(outcome.skipped()).containsExactly("old: retention took rows of it out");
    assertThat(all(table)).containsExactly("new'1", "new'2", "new'3");
    assertThat(audit(table, "old", "new").findings()).isEmpty();
  }

  @Test
  void rowsThatRetentionTakesDuringAReplayStopIt() {
    TableFixture table = new TableFixture();
    TableCommitter committer = table.committer(table.files, "w");
    committer.claim();
    table.commit(committer, origin("a"), 0, 4, true);
    committer.close();
    ReplaySource slow =
        new Today() {
          @Override
          public void dissected(Candidate original) {
            new Retention(table.files, table.swaps(table.files), "1@test", CLOCK)
                .run(HOUR, Duration.ZERO);
          }
        };
    assertThatThrownBy(
            () ->
                replayer(table, table.files).run(List.of(candidate("a")), Instant.EPOCH, NOW, slow))
        .isInstanceOf(RetriableException.class)
        .hasMessageContaining("retention took rows of 1 originals out");
    assertThat(table.query(HOUR)).isEmpty();
    assertThat(table.query(NEXT_HOUR)).isEmpty();
    assertThat(audit(table, "a").findings()).isEmpty();
  }

  /** Retention looked for a replay before this one was published. */
  @Test
  void rowsThatRetentionTakesFromUnderAPublishedReplayDoNotComeBack() {
    TableFixture table = new TableFixture();
    TableCommitter committer = table.committer(table.files, "w");
    committer.claim();
    table.commit(committer, origin("a"), 0, 4, true);
    table.commit(committer, origin("b"), 0, 4, true);
    TableFiles overtaken =
        new FaultyTableFiles(table.files, after -> {}) {
          @Override
          public Renamed renameNew(String from, String to) {
            Renamed renamed = super.renameNew(from, to);
            if (to.endsWith("/_replays/000001.json")) {
              new Retention(table.files, table.swaps(table.files), "1@test", CLOCK)
                  .run(HOUR, Duration.ZERO);
              table.commit(committer, origin("c"), 0, 4, true);
            }
            return renamed;
          }
        };
    replay(table, overtaken, "a");
    committer.close();
    assertThat(table.query(HOUR)).containsExactly("c#0", "c#1", "c#2", "c#3");
    assertThat(table.query(NEXT_HOUR)).containsExactly("a'2");
    AuditReport report = audit(table, "a", "b", "c");
    assertThat(report.findings()).isEmpty();
    assertThat(report.rowsRetired()).as("four of b, two that a would have").isEqualTo(6);
    assertThat(replay(table, table.files, "a").skipped())
        .containsExactly("a: retention took rows of it out");
  }

  /** The files with its rows were not of the same age. */
  @Test
  void whatRetentionLeftOfAnOriginalStaysAsItIs() {
    TableFixture table = new TableFixture();
    TableCommitter committer = table.committer(table.files, "w");
    committer.claim();
    table.commit(committer, origin("a"), 0, 3, false);
    StoredFile old = table.files.list(TABLES.directory(HOUR)).get(0);
    table.commit(committer, origin("a"), 3, 4, true);
    committer.close();
    for (StoredFile file : table.files.list(TABLES.directory(HOUR))) {
      boolean young = !file.path().equals(old.path());
      table.files.setModified(file.path(), young ? NOW.toEpochMilli() : 0);
    }
    TableFiles overtaken =
        new FaultyTableFiles(table.files, after -> {}) {
          @Override
          public Renamed renameNew(String from, String to) {
            Renamed renamed = super.renameNew(from, to);
            if (to.endsWith("/_replays/000001.json")) {
              new Retention(table.files, table.swaps(table.files), "1@test", CLOCK)
                  .run(HOUR, Duration.ofDays(1));
            }
            return renamed;
          }
        };
    replay(table, overtaken, "a");
    assertThat(table.query(HOUR)).containsExactly("a#3");
    assertThat(table.query(NEXT_HOUR)).containsExactly("a'2");
    assertThat(audit(table, "a").findings()).isEmpty();
  }

  /** An archive may have had to call a second original of the same name otherwise. */
  @Test
  void rowsAndRejectsKeepTheNameThatTheTableHas() {
    TableFixture table = new TableFixture();
    TableCommitter committer = table.committer(table.files, "w");
    committer.claim();
    table.commit(committer, origin("a"), 0, 4, true);
    committer.close();
    Origin archived = new Origin(origin("a").file(), "a.1", "/archive/a.1");
    replayer(table, table.files)
        .run(
            List.of(new ReplaySource.Candidate(archived, new TablePartition(7))),
            Instant.EPOCH,
            NOW,
            new Today());
    Set<FileId> both = Set.of(archived.file());
    assertThat(
            PlacedOriginals.find(table.files, TABLES, table.log(table.files), both)
                .origin(archived.file()))
        .contains(new Origin(archived.file(), "a", "/archive/a.1"));
    assertThat(all(table)).containsExactly("a'1", "a'2", "a'3");
  }

  @Test
  void whatLostAttemptsLeftIsSwept() {
    TableFixture table = new TableFixture();
    TableCommitter committer = table.committer(table.files, "w");
    committer.claim();
    table.commit(committer, origin("a"), 0, 4, true);
    committer.close();
    String replays = TABLES.rowsLocation() + "/_replays";
    table.files.writeNew(replays + "/000001-lost.run", new byte[1]);
    table.files.writeNew(replays + "/_tmp-000001-lost", new byte[1]);
    table.files.writeNew(replays + "/000002-atit.run", new byte[1]);
    replay(table, table.files, "a");
    assertThat(table.files.list(replays))
        .extracting(StoredFile::name)
        .hasSize(4)
        .contains("000001.json", "000001.done", "000002-atit.run")
        .anyMatch(name -> name.matches("000001-[0-9a-f]{8}\\.run"));
  }
}
