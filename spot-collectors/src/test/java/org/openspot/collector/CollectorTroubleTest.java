package org.openspot.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.openspot.core.identity.FileId;
import org.openspot.transport.event.IngestEvent;

/** Nothing is lost when what a collector needs, or the collector itself, fails. */
class CollectorTroubleTest extends RunningCollector {
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
  void whatACrashLeftBetweenCheckAndRemovalIsIngestedAgain() throws Exception {
    Path leaving = Files.createDirectories(landing().resolve(".spot/leaving"));
    Files.writeString(leaving.resolve("a"), "lines\none\n");
    start();
    await().until(() -> channel.events.size() == 1);
    awaitEmpty();
    assertThat(leaving).isEmptyDirectory();
  }
}
