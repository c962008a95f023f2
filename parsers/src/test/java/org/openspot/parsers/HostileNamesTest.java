package org.openspot.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openspot.core.error.ConfigException;
import org.openspot.parsers.DissectorSettings.Tools;
import org.openspot.parsers.dns.DnsSource;
import org.openspot.parsers.flow.FlowSource;
import org.openspot.parsers.generate.DnsGenerator;
import org.openspot.parsers.generate.DnsGeneratorSettings;
import org.openspot.parsers.generate.FlowGenerator;
import org.openspot.parsers.generate.GeneratorSettings;
import org.openspot.parsers.generate.TrafficSettings;
import org.openspot.schema.row.RecordingSink;

/**
 * No name of a file, a directory or a configured command reaches a shell, and none is taken for an
 * option, by any process that is started: nfdump, nfcapd, tshark, editcap.
 */
class HostileNamesTest {
  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  @TempDir Path home;

  /** Names that leave a file called "pwned" behind if any shell sees them. */
  static List<String> names() {
    return List.of(
        "$(touch pwned)",
        "`touch pwned`",
        "x; touch pwned; y",
        "x | touch pwned",
        "x && touch pwned",
        "\ntouch pwned\n",
        "' ; touch pwned ; '",
        "\" ; touch pwned ; \"",
        "-w pwned",
        "--write=pwned",
        "-r",
        "* ? [a-z] {a,b} ~ \\ %s %n");
  }

  @AfterEach
  void nothingWasRun() throws IOException {
    assertThat(Path.of("pwned")).doesNotExist();
    try (Stream<Path> all = Files.walk(home)) {
      assertThat(all.filter(path -> path.getFileName().toString().equals("pwned"))).isEmpty();
    }
  }

  private DissectorSettings settings(Tools tools, Path scratch) {
    return new DissectorSettings(
        tools,
        Duration.ofMinutes(1),
        2L << 30,
        scratch.toAbsolutePath(),
        new DissectorOptions(10, DissectorOptions.LogFormat.W3C));
  }

  @ParameterizedTest
  @MethodSource("names")
  void ofCapturesAndScratchDirectories(String name) {
    Requirement.tool("tshark");
    Requirement.tool("editcap");
    Path capture =
        DnsGenerator.generate(
                new DnsGeneratorSettings(
                    new TrafficSettings(1, 30, START, Duration.ofMinutes(1)), 1, 0, home))
            .get(0)
            .path();
    Path hostile = move(capture, name);
    RecordingSink sink = new RecordingSink(new DnsSource().table());
    new DnsSource()
        .dissector(settings(Tools.DEFAULTS, home.resolve("scratch " + name)))
        .dissect(hostile, sink);
    assertThat(sink.rows).hasSize(30);
  }

  @ParameterizedTest
  @MethodSource("names")
  void ofFlowsAndTheirDirectories(String name) throws Exception {
    Requirement.tool("nfdump");
    Requirement.tool("nfcapd");
    Path directory = home.resolve(name);
    Path flows =
        FlowGenerator.generate(
                new GeneratorSettings(
                    new TrafficSettings(1, 30, START, Duration.ofMinutes(1)),
                    1,
                    5,
                    0,
                    directory,
                    "nfcapd"))
            .get(0)
            .path();
    // Compressed, so that nfdump is asked.
    Path hostile = directory.resolve(name);
    int status =
        new ProcessBuilder("nfdump", "-r", flows.toString(), "-z", "-w", hostile.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    assertThat(status).isZero();
    RecordingSink sink = new RecordingSink(new FlowSource().table());
    new FlowSource().dissector(settings(Tools.DEFAULTS, home)).dissect(hostile, sink);
    assertThat(sink.rows).hasSize(30);
  }

  @ParameterizedTest
  @MethodSource("names")
  void ofCommands(String name) throws IOException {
    Path capture =
        DnsGenerator.generate(
                new DnsGeneratorSettings(
                    new TrafficSettings(1, 30, START, Duration.ofMinutes(1)), 1, 0, home))
            .get(0)
            .path();
    Dissector dissector = new DnsSource().dissector(settings(new Tools(name, name, name), home));
    assertThatThrownBy(() -> dissector.dissect(capture, new RecordingSink(new DnsSource().table())))
        .isInstanceOf(ConfigException.class);
  }

  private Path move(Path file, String name) {
    try {
      Path directory = Files.createDirectories(home.resolve("in " + name));
      return Files.move(file, directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
