package org.openspot.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.openspot.parsers.generate.FlowGenerator;
import org.openspot.parsers.generate.GeneratedFile;
import org.openspot.parsers.generate.GeneratorSettings;
import org.openspot.parsers.generate.TrafficSettings;

/** nfcapd files to land. */
final class Captures {
  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  private Captures() {}

  /** One file that a real nfcapd wrote. */
  static Path generated(String label, long seed, long flows, int files) {
    return generated(label, seed, flows, files, 5).get(0);
  }

  /**
   * Files that a real nfcapd wrote.
   *
   * @param label of the directory they are in, which is new
   * @param version of NetFlow
   */
  static List<Path> generated(String label, long seed, long flows, int files, int version) {
    Path directory = RealStack.directory().resolve("captures").resolve(label);
    TrafficSettings traffic =
        new TrafficSettings(seed, flows, START.plusSeconds(seed * 60), Duration.ofMinutes(5));
    return FlowGenerator.generate(
            new GeneratorSettings(traffic, files, version, 0, directory, "nfcapd"))
        .stream()
        .map(GeneratedFile::path)
        .toList();
  }

  /** A file from a real network; the test is skipped where it is not on this machine. */
  static Path real(String name) {
    Path file = Path.of(System.getProperty("spot.test.data", "none"), "nfcapd", name);
    Assumptions.assumeTrue(
        Files.isRegularFile(file),
        () -> "no file " + file + ": set -Dspot.test.data to the captures to run this test");
    return file;
  }
}
