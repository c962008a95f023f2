package org.openspot.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.core.config.DataSize;
import org.openspot.core.error.ConfigException;
import org.openspot.transport.event.IngestEvent;

/** What somebody can do who may write to a landing directory, and what it does not get them. */
class HostileLandingTest {
  @TempDir Path home;

  private final LineSource source = new LineSource();
  private final FakeArchive archive = new FakeArchive();
  private final FakeChannel channel = new FakeChannel(archive);
  private final List<RuntimeException> fatal = new ArrayList<>();
  private Collector collector;

  private Path landing() {
    return home.resolve("landing/flow");
  }

  private Path failed(String name) {
    return home.resolve("landing/failed/flow").resolve(name);
  }

  private Collector collector() {
    CollectorSettings settings =
        new CollectorSettings(
            landing(),
            "",
            "",
            "",
            2,
            DataSize.parse("64KiB"),
            Duration.ofMillis(200),
            Duration.ofMillis(200));
    return new Collector(
        settings,
        new Feed("flow", "sensor"),
        new Collector.Dependencies(source, source, archive, false, archive, channel, fatal::add),
        Clock.systemUTC());
  }

  private void runUntilIdle() {
    collector = collector();
    collector.start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> collector.idleSince().isPresent());
  }

  @AfterEach
  void stop() {
    if (collector != null) {
      collector.stop();
    }
    assertThat(fatal).isEmpty();
  }

  /** Somebody else's: owner and rights are only for root to give. */
  private Path secret(String rights) throws IOException {
    Path secret = Files.writeString(home.resolve("secret"), "lines\nsecret\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString(rights));
    Files.createDirectories(landing());
    try {
      Files.setOwner(
          landing(),
          landing()
              .getFileSystem()
              .getUserPrincipalLookupService()
              .lookupPrincipalByName("nobody"));
    } catch (IOException e) {
      Assumptions.abort("only root can give files to others: " + e);
    }
    return secret;
  }

  @Test
  void aHardLinkToWhatTheyMayNotReadGoesToFailed() throws IOException {
    Path secret = secret("rw-r-----");
    Files.createLink(landing().resolve("mine"), secret);
    runUntilIdle();
    assertThat(channel.events).isEmpty();
    assertThat(failed("mine.reason")).content().contains("hard links").contains("2 names");
    assertThat(secret).content().isEqualTo("lines\nsecret\n");
  }

  @Test
  void aHardLinkToWhatEverybodyMayReadIsALandedFile() throws IOException {
    Path kept = secret("rw-r--r--");
    Files.createLink(landing().resolve("mine"), kept);
    runUntilIdle();
    assertThat(channel.events).hasSize(1);
    assertThat(kept).exists();
  }

  @Test
  void aLinkInPlaceOfTheCollectorsCornerIsNotFollowed() throws IOException {
    Path elsewhere = Files.createDirectories(home.resolve("elsewhere"));
    Path victim = Files.createDirectories(elsewhere.resolve("scratch")).resolve("victim.copy");
    Files.writeString(victim, "do not delete");
    Files.createDirectories(landing());
    Files.createSymbolicLink(landing().resolve(".spot"), elsewhere);
    assertThatThrownBy(() -> collector().start())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(".spot is no directory");
    assertThat(victim).exists();
    assertThat(elsewhere.resolve("leaving")).doesNotExist();
  }

  @Test
  void aCornerOfSomebodyElseIsNotUsed() throws IOException {
    secret("rw-------");
    Path own = Files.createDirectory(landing().resolve(".spot"));
    Files.setOwner(own, Files.getOwner(landing()));
    assertThatThrownBy(() -> collector().start())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(".spot belongs to nobody");
  }

  @Test
  void nobodyElseCanReachIntoTheCorner() throws IOException {
    Files.createDirectories(landing());
    runUntilIdle();
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(landing().resolve(".spot"))))
        .isEqualTo("rwx------");
  }

  @Test
  void aLinkThatTakesTheFilesPlaceIsNotFollowed() throws IOException {
    Path secret = Files.writeString(home.resolve("secret"), "lines\nsecret\n");
    Files.createDirectories(landing());
    Path entry = Files.writeString(landing().resolve("swapped"), "lines\nmine\n");
    LandedFile file = LandedFile.whole(entry, LandedName.of(entry), FileStamp.read(entry));
    Files.delete(entry);
    Files.createSymbolicLink(entry, secret);
    assertThatThrownBy(file::open).isInstanceOf(IOException.class);
    assertThatThrownBy(file::readAll).isInstanceOf(IOException.class);
    runUntilIdle();
    assertThat(failed("swapped")).isSymbolicLink();
    assertThat(channel.events).isEmpty();
  }

  @Test
  void aLinkThatTakesTheFilesPlaceWhileItIsSentIsNotRemovedAsTheFile() throws IOException {
    Path secret = Files.writeString(home.resolve("secret"), "lines\nsecret\n");
    Files.createDirectories(landing());
    Path entry = Files.writeString(landing().resolve("swapped"), "lines\nmine\n");
    channel.beforeAcknowledged =
        () -> {
          channel.beforeAcknowledged = () -> {};
          replaceByLink(entry, secret);
        };
    runUntilIdle();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> Files.exists(failed("swapped"), LinkOption.NOFOLLOW_LINKS));
    assertThat(failed("swapped")).isSymbolicLink();
    assertThat(secret).exists();
    assertThat(channel.events).hasSize(1);
  }

  @Test
  void whatLandedUnderTheNameOfAFileThatIsPutBackIsNotOverwritten() throws IOException {
    Path leaving = Files.createDirectories(landing().resolve(".spot/leaving"));
    Files.writeString(leaving.resolve("same"), "lines\nbefore\n");
    Files.writeString(landing().resolve("same"), "lines\nafter\n");
    // A crash between the two steps of putting it back leaves one file with two names.
    Files.writeString(leaving.resolve("both"), "lines\nboth\n");
    Files.createLink(landing().resolve("both"), leaving.resolve("both"));
    runUntilIdle();
    assertThat(channel.events.stream().map(event -> event.original().name()))
        .containsExactlyInAnyOrder("same", "both");
    assertThat(failed("same")).content().isEqualTo("lines\nbefore\n");
    assertThat(leaving).isEmptyDirectory();
  }

  @Test
  void namesThatMeanSomethingElsewhereAreJustNames() throws IOException {
    List<String> names =
        List.of(
            "_hidden",
            "a..",
            "~",
            "a b",
            " ",
            "a\\b",
            "a\nb",
            "-",
            "--help",
            "%2e%2e",
            "%",
            "a:b",
            "hdfs:",
            "{a}",
            "*",
            "?",
            "\"",
            "'",
            "$HOME",
            "x.reason",
            "größe",
            "a@1-2");
    Files.createDirectories(landing());
    for (String name : names) {
      Files.writeString(landing().resolve(name), "lines\nx\n");
    }
    runUntilIdle();
    assertThat(channel.events.stream().map(IngestEvent::original).map(o -> o.name()))
        .containsExactlyInAnyOrderElementsOf(names);
  }

  private static void replaceByLink(Path entry, Path target) {
    try {
      Files.delete(entry);
      Files.createSymbolicLink(entry, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
