package org.openspot.parsers.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.parsers.DissectorSettings;
import org.openspot.parsers.Requirement;
import org.openspot.parsers.process.Tool;
import org.openspot.parsers.process.ToolLimits;
import org.openspot.schema.row.RecordingSink;

/** Every row of files from real networks, against nfdump's formatted output. */
class RealNfcapdFilesTest {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");
  private static final Map<String, Integer> FLOWS =
      Map.of(
          "nfcapd-empty", 0,
          "nfcapd-small-lzo", 10,
          "nfcapd-v2.sample", 3018,
          "test1-malicious.nfdump", 4593);

  private final FlowSource source = new FlowSource();

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> files() throws IOException {
    Requirement.tool("nfdump");
    try (Stream<Path> files = Files.list(Requirement.data("nfcapd"))) {
      return files.toList().stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compare(file)));
    }
  }

  /** The same flows as nfdump writes them itself: not compressed, in the layout of 1.7. */
  @TestFactory
  Stream<DynamicTest> rewritten() throws IOException {
    Tool nfdump = Requirement.tool("nfdump");
    try (Stream<Path> files = Files.list(Requirement.data("nfcapd"))) {
      return files.toList().stream()
          .map(
              file ->
                  DynamicTest.dynamicTest(
                      file.getFileName().toString(), () -> rewriteAndCompare(nfdump, file)));
    }
  }

  private void rewriteAndCompare(Tool nfdump, Path file) {
    Path written = directory.resolve(file.getFileName());
    nfdump.run(
        new ToolLimits(Duration.ofMinutes(1), 1L << 30),
        List.of("-C", "none", "-r", file.toString(), "-w", written.toString()),
        InputStream::readAllBytes,
        line -> true);
    if (Files.exists(written)) { // not where there is no flow
      int flows = BothWays.compare(written).rows.size();
      assertThat(flows).isEqualTo(FLOWS.getOrDefault(file.getFileName().toString(), flows));
    }
  }

  private void compare(Path file) {
    RecordingSink sink = new RecordingSink(source.table());
    source.dissector(DissectorSettings.defaults(Path.of("target/scratch"))).dissect(file, sink);
    assertThat(sink.rejects).isEmpty();
    Integer known = FLOWS.get(file.getFileName().toString());
    if (known != null) {
      assertThat(sink.rows).hasSize(known);
    }

    List<String[]> plain =
        NfdumpText.print(
            file, true, "%tr", "%ts", "%te", "%sa", "%da", "%sp", "%dp", "%flg", "%fwd", "%stos",
            "%ipkt", "%ibyt", "%opkt", "%obyt", "%in", "%out", "%sas", "%das", "%dtos", "%dir",
            "%ra");
    List<String[]> named = NfdumpText.print(file, false, "%pr");
    assertThat(sink.rows).hasSize(plain.size());
    for (int i = 0; i < plain.size(); i++) {
      compare(sink.rows.get((long) i), plain.get(i), named.get(i)[0]);
    }
  }

  private static void compare(Map<String, Object> row, String[] plain, String protocol) {
    LocalDateTime received = LocalDateTime.parse(plain[0], TIME);
    LocalDateTime start = LocalDateTime.parse(plain[1], TIME);
    LocalDateTime end = LocalDateTime.parse(plain[2], TIME);
    LocalDateTime shown = received.getYear() == 1970 ? end : received;
    assertThat(row.get("treceived"))
        .isEqualTo(shown.format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")));
    assertThat(row.get("unix_tstamp")).isEqualTo(shown.toEpochSecond(ZoneOffset.UTC));
    assertThat(row.get("trday")).isEqualTo(shown.getDayOfMonth());
    assertThat(row.get("trhour")).isEqualTo(shown.getHour());
    assertThat(row.get("trsec")).isEqualTo(shown.getSecond());
    double seconds = Duration.between(start, end).toMillis() / 1000.0;
    assertThat(row.get("tdur")).isEqualTo((float) seconds);
    String[] port = plain[6].split("\\.", -1);
    int destinationPort =
        port.length == 1
            ? Integer.parseInt(port[0])
            : Integer.parseInt(port[0]) * 256 + Integer.parseInt(port[1]);
    assertThat(row.get("dport")).isEqualTo(destinationPort);
    assertThat(row.get("proto")).isEqualTo(protocol);
    assertThat(row.get("dir")).isEqualTo(plain[19].equals("I") ? 0 : 1);
    String[] asPrinted = {
      "", "", "", "sip", "dip", "sport", "", "flag", "fwd", "stos", "ipkt", "ibyt", "opkt", "obyt",
      "input", "output", "sas", "das", "dtos", "", "rip"
    };
    for (int i = 0; i < asPrinted.length; i++) {
      if (!asPrinted[i].isEmpty()) {
        assertThat(row.get(asPrinted[i])).asString().as(asPrinted[i]).isEqualTo(plain[i]);
      }
    }
  }
}
