package org.openspot.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.core.config.DataSize;
import org.openspot.core.error.ConfigException;
import org.openspot.core.identity.FileId;
import org.openspot.core.identity.RecordRange;
import org.openspot.schema.row.RowBatchDecoder;
import org.openspot.transport.event.Failure;
import org.openspot.transport.event.FilePointer;
import org.openspot.transport.event.IngestEvent;
import org.openspot.transport.event.RowBatch;

class CollectorTest {
  @TempDir Path home;

  private final LineSource source = new LineSource();
  private final FakeArchive archive = new FakeArchive();
  private final FakeChannel channel = new FakeChannel(archive);
  private final List<RuntimeException> fatal = new CopyOnWriteArrayList<>();
  private Collector collector;

  private Path landing() {
    return home.resolve("landing/flow");
  }

  private Path failed() {
    return home.resolve("landing/failed/flow");
  }

  private Collector collector(String done) {
    CollectorSettings settings =
        new CollectorSettings(
            landing(),
            done,
            "",
            "",
            2,
            DataSize.parse("64KiB"),
            Duration.ofMillis(400),
            Duration.ofMillis(300));
    return new Collector(
        settings,
        new Feed("flow", "sensor"),
        new Collector.Dependencies(source, source, archive, false, archive, channel, fatal::add),
        Clock.systemUTC());
  }

  private void start() {
    collector = collector("");
    collector.start();
  }

  @AfterEach
  void stop() {
    if (collector != null) {
      collector.stop();
    }
    assertThat(fatal).isEmpty();
  }

  /** Writes elsewhere and renames in, as a careful sensor does. */
  private Path land(String name, String content) throws IOException {
    Files.createDirectories(landing());
    Path outside = Files.writeString(home.resolve("outside"), content);
    return Files.move(outside, landing().resolve(name));
  }

  /** However busy the machine is: thousands of files take their time. */
  private void awaitEmpty() {
    await().atMost(Duration.ofMinutes(2)).until(() -> landed().isEmpty());
    await().atMost(Duration.ofMinutes(2)).until(() -> collector.idleSince().isPresent());
  }

  private List<Path> landed() throws IOException {
    return list(landing());
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(path -> !path.getFileName().toString().equals(".spot")).sorted().toList();
    }
  }

  private List<String> rows() {
    List<String> rows = new ArrayList<>();
    RowBatchDecoder decoder = new RowBatchDecoder(source.table().schema(), source.table());
    for (IngestEvent event : channel.events) {
      if (event.payload() instanceof RowBatch batch) {
        decoder.decode(batch.body(), new TextSink(rows));
      }
    }
    return rows;
  }

  @Test
  void aSmallFileIsArchivedSentAsRowsAndRemoved() throws Exception {
    land("a", "lines\none\n#two\n!three\nfour\n");
    start();
    awaitEmpty();
    assertThat(channel.events).hasSize(1);
    IngestEvent event = channel.events.get(0);
    assertThat(event.range()).isEqualTo(RecordRange.ALL);
    assertThat(event.last()).isTrue();
    assertThat(event.original().captured()).isEqualTo(LineSource.CAPTURED);
    RowBatch batch = (RowBatch) event.payload();
    assertThat(List.of(batch.rows(), batch.rejects(), batch.passedOver()))
        .containsExactly(2L, 1L, 1L);
    assertThat(rows()).containsExactly("0 one", "1 passed over", "2 reject bang", "3 four");
    assertThat(archive.files.get(event.original().archiveUri()))
        .asString(StandardCharsets.US_ASCII)
        .startsWith("lines\none");
  }

  @Test
  void aLargeFileIsSentAsAPointer() throws Exception {
    land("a", "lines\n" + "some line or other\n".repeat(10_000));
    start();
    awaitEmpty();
    assertThat(channel.events).hasSize(1);
    assertThat(channel.events.get(0).payload()).isEqualTo(new FilePointer());
    assertThat(channel.events.get(0).range()).isEqualTo(RecordRange.ALL);
    assertThat(channel.events.get(0).original().size()).isEqualTo(6 + 190_000);
  }

  @Test
  void anOriginalWithoutRecordsIsStillAnnounced() throws Exception {
    land("a", "lines\n");
    start();
    awaitEmpty();
    assertThat(channel.events).hasSize(1);
    assertThat(((RowBatch) channel.events.get(0).payload()).rows()).isZero();
    assertThat(channel.events.get(0).last()).isTrue();
  }

  @Test
  void whatFollowsATornRecordIsADeadLetter() throws Exception {
    land("a", "lines\none\ntwo\nTORN\nthree\n");
    start();
    awaitEmpty();
    assertThat(channel.events).hasSize(2);
    assertThat(channel.events.get(0).range()).isEqualTo(new RecordRange(0, 2));
    assertThat(channel.events.get(0).last()).isFalse();
    assertThat(channel.events.get(1).range()).isEqualTo(new RecordRange(2, RecordRange.END));
    assertThat(channel.events.get(1).payload()).isEqualTo(new Failure("dissect", "torn"));
  }

  @Test
  void batchesThatTheTopicRefusesBecomeAPointer() throws Exception {
    channel.refuseOver = 1500;
    land("a", "lines\n" + Stream.iterate(7, i -> i * 31 + 11).limit(2000).toList() + "\n");
    start();
    awaitEmpty();
    assertThat(channel.events).hasSize(1);
    assertThat(channel.events.get(0).payload()).isEqualTo(new FilePointer());
  }

  @Test
  void hostileNamesAreJustNames() throws Exception {
    List<String> names =
        List.of("a b", "a'b\"c", "a\nb", "-rf", "$(touch x)", "`x`", "%41", "a:b", "*", "größe");
    for (String name : names) {
      land(name, "lines\n" + name.hashCode() + "\n");
    }
    start();
    awaitEmpty();
    assertThat(channel.events.stream().map(event -> event.original().name()))
        .containsExactlyInAnyOrderElementsOf(names);
    assertThat(failed()).isEmptyDirectory();
  }

  @Test
  void aNameThatIsNotUtf8IsIngestedUnderItsBytes() throws Exception {
    Path outside = Files.writeString(home.resolve("outside"), "lines\nx\n");
    Files.createDirectories(landing());
    Path hostile = Path.of(URI.create(landing().toUri() + "bad%FF%FEname"));
    Files.move(outside, hostile);
    start();
    awaitEmpty();
    assertThat(channel.events.get(0).original().name()).isEqualTo("bad%FF%FEname");
  }

  @Test
  void whatIsNoCaptureGoesToFailedWithItsReason() throws Exception {
    land("empty", "");
    land("foreign", "something else\n");
    Files.createDirectories(landing().resolve("directory/inside"));
    Path target = Files.writeString(home.resolve("secret"), "lines\nsecret\n");
    Files.createSymbolicLink(landing().resolve("link"), target);
    assertThat(new ProcessBuilder("mkfifo", landing().resolve("pipe").toString()).start().waitFor())
        .isZero();
    start();
    awaitEmpty();
    assertThat(channel.events).isEmpty();
    assertThat(target).exists();
    assertThat(list(failed()).stream().map(path -> path.getFileName().toString()))
        .containsExactly(
            "directory", "directory.reason",
            "empty", "empty.reason",
            "foreign", "foreign.reason",
            "link", "link.reason",
            "pipe", "pipe.reason");
    assertThat(failed().resolve("link")).isSymbolicLink();
    assertThat(failed().resolve("link.reason")).content().contains("symbolic link");
    assertThat(failed().resolve("foreign.reason")).content().contains("does not begin with lines");
    assertThat(failed().resolve("directory/inside")).isDirectory();
    assertThat(collector.state().failed()).isEqualTo(5);
  }

  @Test
  void failedNeverOverwrites() throws Exception {
    start();
    for (String content : List.of("one", "two", "three")) {
      land("same", content);
      awaitEmpty();
    }
    List<String> contents = new ArrayList<>();
    for (Path path : list(failed())) {
      if (!path.toString().endsWith(".reason")) {
        contents.add(Files.readString(path));
      }
    }
    assertThat(contents).containsExactlyInAnyOrder("one", "two", "three");
  }

  @Test
  void unfinishedFilesAreLeftAlone() throws Exception {
    land(".hidden", "lines\nx\n");
    land("nfcapd.current.4711", "lines\nx\n");
    land("good", "lines\nx\n");
    start();
    await().until(() -> channel.events.size() == 1);
    await().until(() -> collector.idleSince().isPresent());
    assertThat(landed()).hasSize(2);
  }

  @Test
  void aSlowWriterIsWaitedFor() throws Exception {
    start();
    Path slow = landing().resolve("slow");
    try (OutputStream out = Files.newOutputStream(slow)) {
      out.write("lines\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
      land("other", "lines\nx\n");
      // Long after the slow file has been stable: it is still open.
      await().until(() -> channel.events.size() == 1);
      await().during(Duration.ofMillis(1200)).until(() -> channel.events.size() == 1);
      out.write("end\n".getBytes(StandardCharsets.US_ASCII));
    }
    awaitEmpty();
    assertThat(rows()).containsExactlyInAnyOrder("0 x", "0 end");
  }

  @Test
  void aFileThatGrowsAfterItWasReadGoesToFailedAndIsNotIngestedTwice() throws Exception {
    Path file = land("grows", "lines\none\n");
    channel.beforeAcknowledged = () -> append(file, "two\n");
    start();
    await().until(() -> Files.exists(failed().resolve("grows.reason")));
    awaitEmpty();
    assertThat(channel.events).hasSize(1);
    assertThat(failed().resolve("grows")).content().isEqualTo("lines\none\ntwo\n");
    assertThat(failed().resolve("grows.reason")).content().contains("changed after its first 10");
  }

  @Test
  void aFileThatLandsUnderTheNameOfOneInWorkIsIngestedToo() throws Exception {
    Path file = land("same", "lines\none\n");
    channel.beforeAcknowledged =
        () -> {
          channel.beforeAcknowledged = () -> {};
          replace(file, "lines\nother\n");
        };
    start();
    await().until(() -> channel.events.size() == 2);
    awaitEmpty();
    assertThat(rows()).containsExactly("0 one", "0 other");
    assertThat(failed()).isEmptyDirectory();
  }

  @Test
  void nothingIsLostWhileTheArchiveOrTheTopicIsAway() throws Exception {
    archive.away = true;
    land("a", "lines\none\n");
    start();
    await().until(() -> collector.blockedSince().isPresent());
    assertThat(collector.idleSince()).isEmpty();
    assertThat(landed()).hasSize(1);
    channel.away = true;
    archive.away = false;
    land("b", "lines\ntwo\n");
    await().during(Duration.ofMillis(700)).until(() -> collector.blockedSince().isPresent());
    assertThat(landed()).hasSize(2);
    channel.away = false;
    awaitEmpty();
    assertThat(rows()).containsExactlyInAnyOrder("0 one", "0 two");
    assertThat(collector.blockedSince()).isEmpty();
  }

  @Test
  void nothingIsAnnouncedThatTheArchiveDoesNotHold() throws Exception {
    archive.away = true;
    Set<FileId> archivedFirst = ConcurrentHashMap.newKeySet();
    channel.beforeAcknowledged =
        () -> {
          for (IngestEvent event : channel.events) {
            if (archive.files.containsKey(event.original().archiveUri())
                && archive.registrations.containsKey(event.original().id())) {
              archivedFirst.add(event.original().id());
            }
          }
        };
    land("small", "lines\none\n");
    land("large", "lines\n" + "some line or other\n".repeat(10_000));
    start();
    await().until(() -> collector.blockedSince().isPresent());
    assertThat(channel.events).isEmpty();
    archive.away = false;
    awaitEmpty();
    assertThat(channel.events)
        .hasSize(2)
        .extracting(event -> event.original().id())
        .containsExactlyInAnyOrderElementsOf(archivedFirst);
  }

  @Test
  void anErrorThatNobodyExpectedEndsTheCollectorAndLosesNothing() throws Exception {
    channel.beforeAcknowledged =
        () -> {
          throw new AssertionError("a mistake in the program");
        };
    land("a", "lines\none\n");
    start();
    await().until(() -> !fatal.isEmpty());
    collector.stop();
    assertThat(fatal).allMatch(e -> e.getMessage().contains("a mistake in the program"));
    assertThat(landing().resolve("a")).content().isEqualTo("lines\none\n");

    fatal.clear();
    channel.events.clear();
    channel.beforeAcknowledged = () -> {};
    start();
    awaitEmpty();
    assertThat(rows()).containsExactly("0 one");
  }

  @Test
  void aSecondCollectorIsToldWhoHasTheDirectory() {
    start();
    assertThatThrownBy(() -> collector("").start())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(ProcessHandle.current().pid() + "@sensor");
  }

  @Test
  void whatACrashLeftBetweenCheckAndRemovalIsIngestedAgain() throws Exception {
    Path leaving = Files.createDirectories(landing().resolve(".spot/leaving"));
    Files.writeString(leaving.resolve("a"), "lines\none\n");
    start();
    await().until(() -> channel.events.size() == 1);
    awaitEmpty();
    assertThat(leaving).isEmptyDirectory();
  }

  @Test
  void doneKeepsOriginals() throws Exception {
    land("a", "lines\none\n");
    collector = collector(home.resolve("done").toString());
    collector.start();
    awaitEmpty();
    assertThat(home.resolve("done/a")).content().isEqualTo("lines\none\n");
  }

  @Test
  void thousandsOfFilesThatLandBeforeTheStartAreAllIngested() throws Exception {
    for (int i = 0; i < 3000; i++) {
      land("file" + i, "lines\n" + i + "\n");
    }
    start();
    awaitEmpty();
    assertThat(rows()).hasSize(3000).doesNotHaveDuplicates();
  }

  @Test
  void placesInsideTheLandingDirectoryAreRefused() {
    assertThatThrownBy(() -> collector(landing().resolve("done").toString()).start())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("inside the landing directory");
    assertThat(Files.exists(landing(), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  private static void append(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void replace(Path file, String content) {
    try {
      Files.delete(file);
      land(file.getFileName().toString(), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
