package org.openspot.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.archive.Archive;
import org.openspot.core.config.DataSize;
import org.openspot.core.error.RetriableException;
import org.openspot.core.identity.RecordRange;
import org.openspot.parsers.Dissector;
import org.openspot.parsers.Source;
import org.openspot.schema.row.RowBatchDecoder;
import org.openspot.transport.event.Failure;
import org.openspot.transport.event.IngestEvent;
import org.openspot.transport.event.Original;
import org.openspot.transport.event.RowBatch;
import org.openspot.transport.kafka.Topic;

/**
 * Texts, which travel as rows at any size, and collectors without HDFS, which send nothing else.
 */
class TextAndEdgeTest {
  private static final String LONG = "some line or other, of which there are many\n";
  private static final int MANY = 50_000;

  @TempDir Path home;

  private final LogSource log = new LogSource();
  private final LineSource binary = new LineSource();
  private final FakeArchive central = new FakeArchive();
  private final FakeChannel channel = new FakeChannel(central);
  private final List<RuntimeException> fatal = new ArrayList<>();
  private Collector collector;

  private Path landing() {
    return home.resolve("landing/flow");
  }

  private <S extends Source & Dissector> void start(S source, Archive archive, boolean edge) {
    CollectorSettings settings =
        new CollectorSettings(
            landing(),
            "",
            "",
            "",
            2,
            DataSize.parse("64KiB"),
            Duration.ofMillis(300),
            Duration.ofMillis(300));
    collector =
        new Collector(
            settings,
            new Feed("flow", "sensor"),
            new Collector.Dependencies(source, source, archive, edge, central, channel, fatal::add),
            Clock.systemUTC());
    collector.start();
  }

  private Archive sensor() {
    return Archive.onSensor(home.resolve("sensor"), "sensor");
  }

  @AfterEach
  void stop() {
    collector.stop();
    assertThat(fatal).isEmpty();
  }

  private Path land(String name, String content) throws IOException {
    Files.createDirectories(landing());
    Path outside = Files.writeString(home.resolve("outside"), content);
    return Files.move(outside, landing().resolve(name));
  }

  private void awaitIdle() {
    await().atMost(Duration.ofSeconds(20)).until(() -> collector.idleSince().isPresent());
  }

  private List<String> rows() {
    List<String> rows = new ArrayList<>();
    RowBatchDecoder decoder = new RowBatchDecoder(log.table().schema(), log.table());
    for (IngestEvent event : channel.events) {
      if (event.payload() instanceof RowBatch batch) {
        decoder.decode(batch.body(), new TextSink(rows));
      }
    }
    return rows;
  }

  private void assertRangesTile() {
    long next = 0;
    for (IngestEvent event : channel.events) {
      assertThat(event.range().from()).isEqualTo(next);
      next = event.range().to();
    }
    assertThat(next).isEqualTo(RecordRange.END);
  }

  @Test
  void aLargeTextTravelsAsRowsInBatchesBelowTheLimit() throws Exception {
    land("a", "lines\n" + LONG.repeat(MANY));
    start(log, central, false);
    await().atMost(Duration.ofSeconds(20)).until(() -> rows().size() == MANY + 1);
    awaitIdle();
    assertThat(channel.events.size()).isGreaterThan(2);
    assertThat(channel.events).allMatch(event -> event.payload() instanceof RowBatch);
    assertRangesTile();
    assertThat(central.files).hasSize(1);
  }

  @Test
  void whatIsAppendedToATextBecomesAFileOfItsOwn() throws Exception {
    Path file = land("grows", "lines\none\n");
    channel.beforeAcknowledged =
        () -> {
          channel.beforeAcknowledged = () -> {};
          append(file, "two\n");
        };
    start(log, central, false);
    await().atMost(Duration.ofSeconds(20)).until(() -> channel.events.size() == 2);
    awaitIdle();
    assertThat(channel.events.stream().map(event -> event.original().name()))
        .containsExactly("grows", "grows@10-14");
    assertThat(rows()).containsExactly("0 passed over", "1 one", "0 passed over", "1 two");
    assertThat(landing().resolve(".spot/tails")).isEmptyDirectory();
    assertThat(home.resolve("landing/failed/flow")).isEmptyDirectory();
  }

  @Test
  void tailsOfLogsThatBeginAlikeAreBothKept() throws Exception {
    Path tails = Files.createDirectories(landing().resolve(".spot/tails"));
    Files.writeString(tails.resolve("grows@6"), "lines\none\n");
    Path file = land("grows", "lines\n");
    channel.beforeAcknowledged =
        () -> {
          channel.beforeAcknowledged = () -> {};
          append(file, "two\n");
        };
    start(log, central, false);
    await().atMost(Duration.ofSeconds(20)).until(() -> channel.events.size() == 3);
    awaitIdle();
    assertThat(rows()).contains("1 one", "1 two");
    assertThat(tails).isEmptyDirectory();
  }

  @Test
  void aTextThatWasReadInTheMiddleOfALineGoesToFailed() throws Exception {
    Path file = land("half", "lines\none\ntw");
    channel.beforeAcknowledged = () -> append(file, "o\n");
    start(log, central, false);
    Path failed = home.resolve("landing/failed/flow/half.reason");
    await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(failed));
    assertThat(channel.events).hasSize(1);
  }

  /** The attempt fails after its event was delivered, and by the next one the file has grown. */
  private void sentThenGrownThenSentAgain(Path file) {
    channel.beforeAcknowledged =
        () -> {
          channel.beforeAcknowledged = () -> {};
          append(file, "two\n");
          throw new RetriableException("the answer was lost");
        };
  }

  @Test
  void aTextThatGrowsBetweenTwoAttemptsIsTheSameOriginalAndATail() throws Exception {
    sentThenGrownThenSentAgain(land("grows", "lines\none\n"));
    start(log, central, false);
    await().atMost(Duration.ofSeconds(20)).until(() -> channel.events.size() == 3);
    awaitIdle();
    assertThat(channel.events.stream().map(event -> event.original().name()))
        .containsExactly("grows", "grows", "grows@10-14");
    assertThat(channel.events.get(1).original()).isEqualTo(channel.events.get(0).original());
    assertThat(rows()).endsWith("0 passed over", "1 two").doesNotContain("2 two");
    assertThat(landing().resolve(".spot/begun")).isEmptyDirectory();
  }

  @Test
  void aBinaryThatGrowsBetweenTwoAttemptsIsTheSameOriginalAndGoesToFailed() throws Exception {
    sentThenGrownThenSentAgain(land("grows", "lines\none\n"));
    start(binary, central, false);
    Path failed = home.resolve("landing/failed/flow/grows.reason");
    await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(failed));
    awaitIdle();
    assertThat(failed).content().contains("changed after its first 10");
    assertThat(channel.events).hasSize(2);
    assertThat(channel.events.get(1).original()).isEqualTo(channel.events.get(0).original());
    assertThat(landing().resolve(".spot/begun")).isEmptyDirectory();
  }

  /** As after a crash: the note is there, and another file has the inode and the name. */
  @Test
  void aNoteOfAnotherFileIsDropped() throws Exception {
    Path file = land("reused", "lines\none\ntwo\n");
    long inode = (Long) Files.getAttribute(file, "unix:ino");
    long device = (Long) Files.getAttribute(file, "unix:dev");
    Path notes = Files.createDirectories(landing().resolve(".spot/begun"));
    Files.writeString(
        notes.resolve("reused"), device + " " + inode + " 6 " + "ab".repeat(32) + "\n");
    start(log, central, false);
    await().atMost(Duration.ofSeconds(20)).until(() -> channel.events.size() == 1);
    awaitIdle();
    assertThat(rows()).containsExactly("0 passed over", "1 one", "2 two");
    assertThat(notes).isEmptyDirectory();
  }

  @Test
  void aTailThatACrashLeftUncutLandsAtTheNextStart() throws Exception {
    Path tails = Files.createDirectories(landing().resolve(".spot/tails"));
    Files.writeString(tails.resolve("grows@10"), "lines\none\ntwo\n");
    start(log, central, false);
    await().atMost(Duration.ofSeconds(20)).until(() -> channel.events.size() == 1);
    awaitIdle();
    assertThat(rows()).containsExactly("0 passed over", "1 two");
    assertThat(tails).isEmptyDirectory();
  }

  /** As after a crash between the landing of a tail and the removal of what it was cut from. */
  @Test
  void aTailThatGrewAfterACrashLandsAsItWasAndTheRestAfterIt() throws Exception {
    Path tails = Files.createDirectories(landing().resolve(".spot/tails"));
    Path whole = Files.writeString(tails.resolve("grows@10-14"), "lines\none\ntwo\nthree\n");
    Files.writeString(tails.resolve("part"), "lines\ntwo\n");
    Files.createLink(landing().resolve("grows@10-14"), tails.resolve("part"));
    start(log, central, false);
    await().atMost(Duration.ofSeconds(20)).until(() -> Files.notExists(whole));
    await().atMost(Duration.ofSeconds(20)).until(() -> rows().contains("1 three"));
    awaitIdle();
    List<Original> originals =
        channel.events.stream().map(IngestEvent::original).distinct().toList();
    assertThat(originals)
        .extracting(Original::name)
        .containsExactlyInAnyOrder("grows@10-14", "grows@14-20");
    assertThat(rows()).contains("1 two", "1 three").doesNotContain("2 three");
    assertThat(tails).isEmptyDirectory();
  }

  @Test
  void aTailOfTheLongestNameLandsWhole() throws Exception {
    Path file = land("n".repeat(255), "lines\none\n");
    channel.beforeAcknowledged =
        () -> {
          channel.beforeAcknowledged = () -> {};
          append(file, "two\n");
        };
    start(log, central, false);
    await().atMost(Duration.ofSeconds(20)).until(() -> channel.events.size() == 2);
    awaitIdle();
    assertThat(channel.events.get(1).original().name()).hasSize(255).endsWith("@10-14");
    assertThat(rows()).containsExactly("0 passed over", "1 one", "0 passed over", "1 two");
  }

  @Test
  void aTailThatHadJustLandedAtACrashIsNotOverwrittenByAnother() throws Exception {
    Path tails = Files.createDirectories(landing().resolve(".spot/tails"));
    // Whichever of them comes first in the directory's order.
    List<String> names = List.of("a", "b", "c", "d", "e", "f");
    for (String name : names) {
      Files.writeString(tails.resolve(name + "@6-8"), "lines\n" + name + "\n");
    }
    Path part = Files.writeString(tails.resolve("part"), "lines\na\n");
    Files.createLink(landing().resolve("a@6-8"), part);
    start(log, central, false);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> rows().stream().distinct().count() == 1 + names.size());
    awaitIdle();
    assertThat(central.files).hasSameSizeAs(names);
    assertThat(tails).isEmptyDirectory();
  }

  @Test
  void aTextOfWhichTheBeginningChangedGoesToFailed() throws Exception {
    Path file = land("changes", "lines\none\n");
    channel.beforeAcknowledged = () -> overwrite(file, "lines\nOther\n");
    start(log, central, false);
    Path failed = home.resolve("landing/failed/flow/changes.reason");
    await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(failed));
    assertThat(failed).content().contains("changed after its first 10");
    assertThat(channel.events).hasSize(1);
  }

  @Test
  void onASensorLargeFilesTravelAsRowsAndNothingPointsToAnArchive() throws Exception {
    land("large", "lines\n" + LONG.repeat(MANY));
    start(binary, sensor(), true);
    await().atMost(Duration.ofSeconds(20)).until(() -> rows().size() == MANY);
    awaitIdle();
    assertRangesTile();
    assertThat(channel.events)
        .allMatch(event -> event.original().archiveUri() == null)
        .allMatch(event -> event.payload() instanceof RowBatch);
    assertThat(landing().resolve("large")).doesNotExist();
    assertThat(home.resolve("sensor/originals")).isEmptyDirectory();
  }

  @Test
  void onASensorWhatCouldNotBeReadWholeStays() throws Exception {
    land("torn", "lines\none\nTORN\n");
    start(binary, sensor(), true);
    Path kept = home.resolve("landing/failed/flow/torn");
    await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(kept));
    awaitIdle();
    assertThat(kept).content().isEqualTo("lines\none\nTORN\n");
    assertThat(home.resolve("landing/failed/flow/torn.reason"))
        .content()
        .contains("1 rows, 0 rejects")
        .contains("from record 1 a dead letter: torn");
    assertThat(rows()).containsExactly("0 one");
    assertThat(channel.events.get(1).payload()).isEqualTo(new Failure("dissect", "torn"));
  }

  @Test
  void onASensorWhatWasNotAcknowledgedIsSentAgainAtTheNextStart() throws Exception {
    channel.away = true;
    land("a", "lines\none\n");
    start(binary, sensor(), true);
    await().atMost(Duration.ofSeconds(20)).until(() -> collector.blockedSince().isPresent());
    collector.stop();
    assertThat(landing().resolve("a")).exists();
    channel.away = false;
    start(binary, sensor(), true);
    await().atMost(Duration.ofSeconds(20)).until(() -> channel.events.size() == 1);
    awaitIdle();
    assertThat(rows()).containsExactly("0 one");
  }

  @Test
  void aSensorSendsAFileWhereItSentItBeforeAlsoWithMorePartitions() throws Exception {
    start(binary, sensor(), true);
    awaitIdle();
    for (int i = 0; i < 50; i++) {
      Archive archive = sensor();
      Original original =
          archive.store(
              new Archive.Landed("o", "flow", "flow", "n" + i, LineSource.CAPTURED),
              new ByteArrayInputStream(new byte[] {1}));
      int before = archive.register(original, new Topic("spot.flow", "t1", 2)).partition();
      int after = sensor().register(original, new Topic("spot.flow", "t1", 64)).partition();
      assertThat(after).isEqualTo(before);
    }
  }

  @Test
  void sensorsWithTheSameFileAreTwoOriginals() throws Exception {
    start(binary, sensor(), true);
    awaitIdle();
    Archive.Landed landed = new Archive.Landed("o", "flow", "flow", "n", LineSource.CAPTURED);
    Archive other = Archive.onSensor(home.resolve("other"), "other");
    other.sweep("o");
    byte[] content = {1, 2, 3};
    Original here = sensor().store(landed, new ByteArrayInputStream(content));
    Original there = other.store(landed, new ByteArrayInputStream(content));
    assertThat(here.id()).isNotEqualTo(there.id());
    assertThat(here.sha256()).isEqualTo(there.sha256());
  }

  private static void append(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void overwrite(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
