package org.openspot.store.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openspot.core.identity.FileId;
import org.openspot.core.identity.RecordRange;
import org.openspot.schema.TableSpec;
import org.openspot.store.files.MemoryTableFiles;

class DeadLetterBookTest {
  private static final TableLocations TABLES =
      TableLocations.below("/spot", TableSpec.load("flow"));
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String TOPIC = "topic-id";
  private static final FileId FILE = FileId.hasher("flow", "damaged").finish().fileId();

  private final MemoryTableFiles files = new MemoryTableFiles();
  private final CommitLog log = new CommitLog(files, TABLES.rowsLocation(), "spot.flow-0");
  private TableCommitter worker = committer(100);
  private long offset;

  DeadLetterBookTest() {
    worker.claim();
  }

  private TableCommitter committer(int checkpointEvery) {
    return new TableCommitter(
        files,
        new TableCommitter.Settings(TABLES, "spot.flow-0", "worker", checkpointEvery),
        PartitionDirectories.usual(TABLES),
        new RegistrationQueue(partitions -> {}, "worker"),
        CLOCK);
  }

  /** Another worker, which writes a checkpoint with each commit. */
  private void checkpointing() {
    worker = committer(1);
    worker.claim();
  }

  private void stored(long from, long to) {
    commit(
        List.of(new Ingested(FILE, "damaged", null, new RecordRange(from, to), 0, 0, to - from)),
        List.of());
  }

  private void deadFrom(long from) {
    commit(List.of(), List.of(letter(FILE, from)));
  }

  private void unreadable() {
    commit(List.of(), List.of(letter(null, 0)));
  }

  private void nothing() {
    commit(List.of(), List.of());
  }

  private void commit(List<Ingested> originals, List<DeadLetter> letters) {
    offset++;
    worker.commit(new Commit(new LogPosition(TOPIC, offset, 0), originals, letters, List.of()));
  }

  private DeadLetter letter(FileId file, long from) {
    return new DeadLetter(
        file,
        file == null ? null : "damaged",
        file == null ? null : "hdfs://nn/archive/damaged",
        from,
        "dissect",
        "cause",
        offset,
        NOW.plusSeconds(offset),
        7L,
        "ab",
        NOW);
  }

  private List<DeadLetterEntry> open() {
    return log.deadLetters().open(log.load());
  }

  private List<DeadLetterEntry> all() {
    return log.deadLetters().all(log.load());
  }

  private List<DeadLetterFate> fates() {
    return all().stream().map(DeadLetterEntry::fate).toList();
  }

  private List<DeadLetter> carried() {
    return log.load().checkpoint().orElseThrow().deadLetters();
  }

  @Test
  void itIsOpenUntilItsRecordsAreStored() {
    stored(0, 10);
    deadFrom(10);
    assertThat(open()).hasSize(1);
    assertThat(open().get(0).id()).matches("[0-9a-f]{12}");
    stored(10, 20);
    assertThat(open()).as("stored in part").hasSize(1);
    stored(20, RecordRange.END);
    assertThat(open()).isEmpty();
    assertThat(fates()).containsExactly(DeadLetterFate.STORED);
  }

  @Test
  void oneOfTheSameOriginalThatComesLaterTakesItsPlace() {
    deadFrom(10);
    deadFrom(10);
    assertThat(fates()).containsExactly(DeadLetterFate.REPLACED, DeadLetterFate.OPEN);
    stored(10, 30);
    deadFrom(30);
    assertThat(fates())
        .containsExactly(DeadLetterFate.REPLACED, DeadLetterFate.REPLACED, DeadLetterFate.OPEN);
  }

  @Test
  void recordsBetweenTwoOfThemAreNotForgotten() {
    deadFrom(0);
    deadFrom(10);
    assertThat(open()).as("records 0 to 9 are nowhere else").hasSize(2);
    stored(10, RecordRange.END);
    assertThat(fates()).containsExactly(DeadLetterFate.OPEN, DeadLetterFate.STORED);
    stored(0, 10);
    assertThat(open()).isEmpty();
  }

  @Test
  void ofAnotherOriginalItStaysAsItIs() {
    deadFrom(5);
    FileId other = FileId.hasher("flow", "other").finish().fileId();
    commit(
        List.of(new Ingested(other, "other", null, RecordRange.ALL, 0, 0, 0)),
        List.of(letter(other, 0)));
    assertThat(open()).extracting(entry -> entry.letter().file()).containsExactly(FILE);
  }

  @Test
  void aCheckpointCarriesOpenOnesAndForgetsTheRest() {
    deadFrom(10);
    checkpointing();
    nothing();
    assertThat(carried()).hasSize(1);
    String id = open().get(0).id();
    nothing();
    assertThat(open()).extracting(DeadLetterEntry::id).containsExactly(id);
    stored(10, RecordRange.END);
    assertThat(carried()).isEmpty();
    assertThat(all()).isEmpty();
  }

  @Test
  void whatWasStoredBeforeACheckpointCountsAfterIt() {
    deadFrom(10);
    checkpointing();
    stored(10, 20);
    assertThat(carried()).hasSize(1);
    worker = committer(100);
    worker.claim();
    stored(20, RecordRange.END);
    assertThat(fates()).containsExactly(DeadLetterFate.STORED);
  }

  @Test
  void aDroppedOneIsClosedAndStaysOnRecord() {
    deadFrom(10);
    DeadLetterEntry entry = open().get(0);
    assertThat(log.deadLetters().drop(entry, "eve@host", NOW, "a test capture")).isTrue();
    assertThat(log.deadLetters().drop(entry, "bob@host", NOW, "me too")).isFalse();
    assertThat(open()).isEmpty();
    assertThat(fates()).containsExactly(DeadLetterFate.DROPPED);

    checkpointing();
    nothing();
    assertThat(carried()).isEmpty();
    assertThat(open()).isEmpty();
    DeadLetterEntry kept = all().get(0);
    assertThat(kept.id()).isEqualTo(entry.id());
    assertThat(kept.letter()).isEqualTo(entry.letter());
    Dropped dropped = kept.dropped().orElseThrow();
    assertThat(dropped.by()).isEqualTo("eve@host");
    assertThat(dropped.reason()).isEqualTo("a test capture");
    assertThat(dropped.at()).isEqualTo(NOW);
    assertThat(files.list(log.path() + "/dropped")).hasSize(1);
  }

  @Test
  void whatFailsAgainAfterBeingDroppedIsOpenAgain() {
    deadFrom(10);
    log.deadLetters().drop(open().get(0), "eve@host", NOW, "a test capture");
    deadFrom(10);
    assertThat(open()).hasSize(1);
    assertThat(fates()).containsExactly(DeadLetterFate.DROPPED, DeadLetterFate.OPEN);
  }

  @Test
  void anUnreadableEventIsClosedWhenItWasSentAgainAndRead() {
    unreadable();
    unreadable();
    assertThat(open()).as("one says nothing about another").hasSize(2);
    DeadLetterEntry first = open().get(0);
    log.deadLetters().resent(first, "eve@host", NOW, TOPIC, offset + 1);
    assertThat(fates()).containsExactly(DeadLetterFate.RESENT, DeadLetterFate.OPEN);
    assertThat(open()).hasSize(2);
    nothing();
    assertThat(fates()).containsExactly(DeadLetterFate.READ_AGAIN, DeadLetterFate.OPEN);
    checkpointing();
    nothing();
    assertThat(carried()).hasSize(1);
  }

  @Test
  void anEventSentAgainThatAGapTookWasNotRead() {
    unreadable();
    unreadable();
    List<DeadLetterEntry> both = open();
    log.deadLetters().resent(both.get(0), "eve@host", NOW, TOPIC, offset);
    log.deadLetters().resent(both.get(1), "eve@host", NOW, TOPIC, offset + 1);
    assertThat(fates()).containsExactly(DeadLetterFate.READ_AGAIN, DeadLetterFate.RESENT);
    worker.jumped();
    offset += 10;
    nothing();
    assertThat(fates()).containsExactly(DeadLetterFate.READ_AGAIN, DeadLetterFate.OPEN);

    log.deadLetters().resent(open().get(0), "eve@host", NOW, TOPIC, offset + 1);
    nothing();
    assertThat(fates())
        .as("sent once more")
        .containsExactly(DeadLetterFate.READ_AGAIN, DeadLetterFate.READ_AGAIN);
  }

  @Test
  void anEventSentAgainToATopicThatIsNoMoreWasNotRead() {
    unreadable();
    log.deadLetters().resent(open().get(0), "eve@host", NOW, "another topic", 1);
    nothing();
    assertThat(fates()).containsExactly(DeadLetterFate.RESENT);
  }

  @Test
  void logsOfATopicAreFoundBesideTheTable() {
    for (String name : List.of("spot.flow-12", "spot.flow-2-3", "spotxflow-1", "spot.flow-x")) {
      files.writeNew(
          TABLES.rowsLocation() + "/_commits/" + name + "/000000000001.json", new byte[0]);
    }
    assertThat(CommitLog.partitions(files, TABLES.rowsLocation(), "spot.flow"))
        .containsExactly(0, 12);
  }

  /** Written by the release before: without size, SHA-256 and time of capture. */
  @Test
  void oneThatAnOlderReleaseNotedIsListed() {
    String json =
        "{\"file\":\""
            + FILE
            + "\",\"name\":\"damaged\",\"archiveUri\":\"hdfs://nn/a\",\"from\":4,\"stage\":"
            + "\"dissect\",\"cause\":\"c\",\"offset\":3,\"at\":\"2026-11-21T10:00:00Z\"}";
    DeadLetter read =
        LogJson.parse(json.getBytes(java.nio.charset.StandardCharsets.UTF_8), DeadLetter.class, "");
    assertThat(read.from()).isEqualTo(4);
    assertThat(read.size()).isNull();
    assertThat(read.sha256()).isNull();
  }
}
