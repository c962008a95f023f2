package org.openspot.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.openspot.parsers.DissectorOptions;

/** Real files of a kind, and how many records somebody else counts in each. */
enum Conformance {
  FLOW("nfcapd", "nfdump") {
    @Override
    long count(Path file) throws IOException, InterruptedException {
      return lines(List.of("nfdump", "-q", "-N", "-o", "fmt:%cnt", "-r", file.toString()))
          .filter(line -> line.strip().matches("[1-9][0-9]*"))
          .count();
    }
  },
  DNS("dns-pcap", "tshark") {
    @Override
    long count(Path file) throws IOException, InterruptedException {
      // One flag for each message in a packet; 1 or True is a response.
      return lines(
              List.of(
                  "tshark",
                  "-n",
                  "-r",
                  file.toString(),
                  "-T",
                  "fields",
                  "-e",
                  "dns.flags.response"))
          .flatMap(line -> Arrays.stream(line.split(",")))
          .filter(flag -> flag.equals("1") || flag.equals("True"))
          .count();
    }
  },
  PROXY("proxy", "lines") {
    @Override
    long count(Path file) throws IOException {
      try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
        return lines.filter(line -> !line.isBlank() && !line.startsWith("#")).count();
      }
    }
  };

  static final DissectorOptions SQUID =
      new DissectorOptions(
          DissectorOptions.DEFAULTS.packetLimit(), DissectorOptions.LogFormat.SQUID);

  private final String folder;
  private final String counter;

  Conformance(String folder, String counter) {
    this.folder = folder;
    this.counter = counter;
  }

  /** The word of the source, and of the table. */
  String type() {
    return name().toLowerCase(Locale.ROOT);
  }

  String folder() {
    return folder;
  }

  String counter() {
    return counter;
  }

  /** How many records a file should give: rows or rejects. */
  abstract long count(Path file) throws IOException, InterruptedException;

  private static Stream<String> lines(List<String> command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectInput(Path.of("/dev/null").toFile())
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    process.waitFor();
    return output.lines();
  }
}
