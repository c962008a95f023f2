package org.openspot.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openspot.core.error.DataException;
import org.openspot.core.error.RetriableException;
import org.openspot.parsers.DissectorSettings.Tools;
import org.openspot.parsers.dns.Captures;
import org.openspot.parsers.dns.DnsSource;
import org.openspot.parsers.flow.FlowFiles;
import org.openspot.parsers.flow.FlowSource;
import org.openspot.schema.row.RecordingSink;

/**
 * What becomes of a file at which nfdump, tshark or editcap hangs, crashes or eats up the machine:
 * a dead letter, with no process and no file left behind.
 */
class HostileToolsTest {
  /** What a tool does instead of its work. */
  static List<String> deeds() {
    return List.of(
        "exec sleep 4720 # hangs",
        "exec yes 4720 >&2 # complains without end",
        "exec tr '\\0' x < /dev/zero # prints a line without end",
        "x=x; while :; do x=$x$x; done # allocates without end",
        "kill -SEGV $$ # crashes",
        "kill -KILL $$ # is killed",
        "exit 3",
        "exit 0 # says nothing",
        "exec yes > without-end # writes a file where it works",
        "exec yes > /tmp/openspot-4720 # writes one elsewhere",
        "for i in 1 2 3 4 5 6 7 8; do sleep 4720 & done # leaves processes behind",
        "sleep 4720 & kill -SEGV $$ # and crashes then");
  }

  @TempDir Path directory;
  private Path scratch;

  @BeforeEach
  void prlimitIsThere() {
    Requirement.tool("prlimit");
    Requirement.tool("setsid");
    scratch = directory.resolve("scratch").toAbsolutePath();
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    assertThat(Script.running("sleep 4720")).isZero();
    assertThat(Script.running("yes 4720")).isZero();
    if (Files.exists(scratch)) {
      assertThat(scratch).isEmptyDirectory();
    }
    Files.deleteIfExists(Path.of("/tmp/openspot-4720"));
  }

  private DissectorSettings settings(Tools tools) {
    return new DissectorSettings(
        tools,
        Duration.ofMillis(300),
        128L << 20,
        scratch,
        new DissectorOptions(2, DissectorOptions.LogFormat.W3C));
  }

  @ParameterizedTest
  @MethodSource("deeds")
  void nfdump(String deed) throws IOException {
    String script = Script.in(directory, "nfdump", deed);
    Path file = FlowFiles.thatNeedNfdump(directory.resolve("file"));
    RecordingSink sink = new RecordingSink(new FlowSource().table());
    Dissector dissector = new FlowSource().dissector(settings(new Tools(script, "no", "no")));
    assertThatThrownBy(() -> dissector.dissect(file, sink)).isInstanceOf(DataException.class);
    assertThat(sink.rows).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("deeds")
  void tshark(String deed) throws IOException {
    String script = Script.in(directory, "tshark", deed);
    Path file = Captures.of(1, directory.resolve("file"));
    RecordingSink sink = new RecordingSink(new DnsSource().table());
    Dissector dissector = new DnsSource().dissector(settings(new Tools("no", script, "no")));
    assertThatThrownBy(() -> dissector.dissect(file, sink)).isInstanceOf(DataException.class);
    assertThat(sink.rows).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("deeds")
  void editcap(String deed) throws IOException {
    String script = Script.in(directory, "editcap", deed);
    Path file = Captures.of(5, directory.resolve("file"));
    RecordingSink sink = new RecordingSink(new DnsSource().table());
    Dissector dissector =
        new DnsSource()
            .dissector(settings(new Tools("no", Script.in(directory, "t", "exit 1"), script)));
    assertThatThrownBy(() -> dissector.dissect(file, sink)).isInstanceOf(DataException.class);
    assertThat(sink.rows).isEmpty();
  }

  @Test
  void editcapOnAFullDiskIsNotTheFilesFault() throws IOException {
    String script =
        Script.in(
            directory,
            "editcap",
            "echo 'editcap: Not all the packets could be written to the file \"piece\" because"
                + " there is no space left on the file system.' >&2; exit 2");
    Path file = Captures.of(5, directory.resolve("file"));
    Dissector dissector = new DnsSource().dissector(settings(new Tools("no", "sh", script)));
    assertThatThrownBy(() -> dissector.dissect(file, new RecordingSink(new DnsSource().table())))
        .isInstanceOf(RetriableException.class)
        .hasMessageContaining("no room")
        .hasMessageContaining(scratch.toString());
  }

  @Test
  void noToolSeesANameOrThePlaceOfAFile() throws IOException {
    String script =
        Script.in(directory, "tool", "echo \"$PWD $* $(env | tr '\\n' ' ')\" >&2; exit 1");
    Path odd = Files.createDirectories(directory.resolve("odd-4721"));
    DissectorSettings settings = settings(new Tools(script, script, script));
    Path flows = FlowFiles.thatNeedNfdump(odd.resolve("file-4721"));
    assertThatThrownBy(
            () ->
                new FlowSource()
                    .dissector(settings)
                    .dissect(flows, new RecordingSink(new FlowSource().table())))
        .hasMessageContaining("-r /dev/stdin")
        .hasMessageNotContaining("4721");
    for (int packets : new int[] {1, 5}) {
      Path capture = Captures.of(packets, odd.resolve("capture-4721"));
      assertThatThrownBy(
              () ->
                  new DnsSource()
                      .dissector(settings)
                      .dissect(capture, new RecordingSink(new DnsSource().table())))
          .hasMessageContaining("-r - ")
          .hasMessageNotContaining("4721");
    }
  }
}
