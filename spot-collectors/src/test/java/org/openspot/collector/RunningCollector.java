package org.openspot.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.core.config.DataSize;
import org.openspot.schema.row.RowBatchDecoder;
import org.openspot.transport.event.IngestEvent;
import org.openspot.transport.event.RowBatch;

/**
 * A collector over a directory of its own, an archive and a topic in memory; stopped after each
 * test.
 */
abstract class RunningCollector {
  @TempDir Path home;

  final LineSource source = new LineSource();
  final FakeArchive archive = new FakeArchive();
  final FakeChannel channel = new FakeChannel(archive);
  final List<RuntimeException> fatal = new CopyOnWriteArrayList<>();
  Collector collector;

  Path landing() {
    return home.resolve("landing/flow");
  }

  Path failed() {
    return home.resolve("landing/failed/flow");
  }

  Collector collector(String done) {
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

  void start() {
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
  Path land(String name, String content) throws IOException {
    Files.createDirectories(landing());
    Path outside = Files.writeString(home.resolve("outside"), content);
    return Files.move(outside, landing().resolve(name));
  }

  /** However busy the machine is: thousands of files take their time. */
  void awaitEmpty() {
    await().atMost(Duration.ofMinutes(2)).until(() -> landed().isEmpty());
    await().atMost(Duration.ofMinutes(2)).until(() -> collector.idleSince().isPresent());
  }

  List<Path> landed() throws IOException {
    return list(landing());
  }

  static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(path -> !path.getFileName().toString().equals(".spot")).sorted().toList();
    }
  }

  List<String> rows() {
    List<String> rows = new ArrayList<>();
    RowBatchDecoder decoder = new RowBatchDecoder(source.table().schema(), source.table());
    for (IngestEvent event : channel.events) {
      if (event.payload() instanceof RowBatch batch) {
        decoder.decode(batch.body(), new TextSink(rows));
      }
    }
    return rows;
  }
}
