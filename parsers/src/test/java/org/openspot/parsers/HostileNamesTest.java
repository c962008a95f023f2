package org.openspot.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.core.error.ConfigException;
import org.openspot.parsers.DissectorSettings.Tools;
import org.openspot.parsers.dns.Captures;
import org.openspot.parsers.dns.DnsSource;
import org.openspot.parsers.flow.FlowFiles;
import org.openspot.parsers.flow.FlowSource;
import org.openspot.parsers.generate.FlowGenerator;
import org.openspot.parsers.generate.GeneratorSettings;
import org.openspot.parsers.generate.TrafficSettings;
import org.openspot.schema.row.RecordingSink;

/**
 * No name of a file, a directory or a configured command reaches a shell, and none is taken for an
 * option, by any process that is started: nfdump, nfcapd, tshark, editcap. A name costs no process
 * of its own where several fit into one path.
 */
class HostileNamesTest {
  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  /** Names that leave a file called "pwned" behind if any shell sees them, and other odd ones. */
  private static final List<String> NAMES =
      List.of(
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
          "-",
          " ",
          " before and after ",
          "* ? [a-z] {a,b} ~ \\ %s %n %41 %",
          "a:b",
          "...",
          "_hidden",
          "größe");

  /** Bytes that are no UTF-8, which no Java text can hold. */
  private static final byte[] NO_TEXT = {'b', (byte) 0xff, (byte) 0xfe, 'd'};

  @TempDir Path home;

  @AfterEach
  void nothingWasRun() throws IOException {
    assertThat(Path.of("pwned")).doesNotExist();
    try (Stream<Path> all = Files.walk(home)) {
      assertThat(all.filter(path -> path.getFileName().toString().equals("pwned"))).isEmpty();
    }
  }

  private static DissectorSettings settings(Tools tools, Path scratch) {
    return new DissectorSettings(
        tools,
        Duration.ofMinutes(1),
        2L << 30,
        scratch.toAbsolutePath(),
        new DissectorOptions(3, DissectorOptions.LogFormat.W3C));
  }

  /** A directory within a directory for each name. */
  private Path nested() throws IOException {
    Path directory = home;
    for (String name : NAMES) {
      directory = directory.resolve(name);
    }
    return Files.createDirectories(directory);
  }

  private static Path resolve(Path directory, byte[] name) {
    StringBuilder uri = new StringBuilder(directory.toAbsolutePath().toUri().toString());
    if (uri.charAt(uri.length() - 1) != '/') {
      uri.append('/');
    }
    for (byte one : name) {
      uri.append('%').append(HexFormat.of().toHexDigits(one));
    }
    return Path.of(URI.create(uri.toString()));
  }

  private static List<Path> files(Path directory) {
    List<Path> files = new ArrayList<>();
    NAMES.forEach(name -> files.add(resolve(directory, name.getBytes(StandardCharsets.UTF_8))));
    files.add(resolve(directory, NO_TEXT));
    return files;
  }

  @Test
  void ofDirectoriesOfCapturesAndScratch() throws IOException {
    Requirement.tool("tshark");
    Requirement.tool("editcap");
    Path directory = nested();
    Path capture = Captures.of(5, resolve(directory, NO_TEXT));
    Dissector dissector =
        new DnsSource().dissector(settings(Tools.DEFAULTS, directory.resolve("-scratch ; *")));
    RecordingSink sink = new RecordingSink(new DnsSource().table());
    dissector.dissect(capture, sink);
    assertThat(sink.rows).hasSize(5);
  }

  /** That no tool is told them, {@link HostileToolsTest} shows: here each is opened. */
  @Test
  void ofCaptures() throws IOException {
    Dissector dissector = new DnsSource().dissector(settings(new Tools("", "", ""), home));
    for (Path file : files(Files.createDirectory(home.resolve("in")))) {
      Captures.of(1, file);
      assertThat(dissector.inspect("any", file)).isAfter(Instant.EPOCH);
    }
  }

  @Test
  void ofFlowsAndTheirDirectories() throws IOException {
    Requirement.tool("nfdump");
    Path directory = nested();
    Dissector dissector = new FlowSource().dissector(settings(Tools.DEFAULTS, directory));
    for (Path file : files(directory)) {
      RecordingSink sink = new RecordingSink(new FlowSource().table());
      dissector.dissect(FlowFiles.thatNeedNfdump(file), sink);
      assertThat(sink.rows).hasSize(1);
    }
  }

  @Test
  void ofDirectoriesThatFlowsAreGeneratedInto() throws IOException {
    Requirement.tool("nfdump");
    Requirement.tool("nfcapd");
    Path directory = home;
    for (String name : NAMES.subList(0, 12)) {
      directory = directory.resolve(name);
    }
    TrafficSettings traffic = new TrafficSettings(1, 30, START, Duration.ofMinutes(1));
    Path flows =
        FlowGenerator.generate(new GeneratorSettings(traffic, 1, 5, 0, directory, "nfcapd"))
            .get(0)
            .path();
    assertThat(flows).isNotEmptyFile();
  }

  @Test
  void ofCommands() throws IOException {
    Path capture = Captures.of(1, home.resolve("capture"));
    for (String name : NAMES) {
      Dissector dissector = new DnsSource().dissector(settings(new Tools(name, name, name), home));
      RecordingSink sink = new RecordingSink(new DnsSource().table());
      assertThatThrownBy(() -> dissector.dissect(capture, sink))
          .as(name)
          .isInstanceOf(ConfigException.class);
    }
  }
}
