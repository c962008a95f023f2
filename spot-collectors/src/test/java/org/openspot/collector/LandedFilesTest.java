package org.openspot.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names, things that are no captures, and files that change while they are looked at. */
class LandedFilesTest extends RunningCollector {
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
