package org.openspot.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

  /** Files of another seed have other names. */
  private static final long SECONDS_APART = 600;

  private static final int FILE_HEADER = 40;
  private static final int BLOCK_HEADER = 12;
  private static final int FLOW_RECORD = 11;

  private Captures() {}

  /** One file that a real nfcapd wrote. */
  static Path generated(String label, long seed, long flows, int files) {
    return generated(label, seed, flows, files, 5).get(0);
  }

  /**
   * Files that a real nfcapd wrote.
   *
   * @param label of the directory they are in, which is new
   * @param seed other traffic, at another time
   * @param version of NetFlow
   */
  static List<Path> generated(String label, long seed, long flows, int files, int version) {
    Path directory = RealStack.directory().resolve("captures").resolve(label);
    TrafficSettings traffic =
        new TrafficSettings(
            seed, flows, START.plusSeconds(seed * SECONDS_APART), Duration.ofMinutes(5));
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

  /**
   * A copy of a file that nfcapd wrote whose blocks are whole, so that it passes a first look, but
   * whose n-th flow record says it has no length: what comes from there on cannot be read.
   */
  static Path damaged(Path original, int flowsBefore) {
    try {
      byte[] bytes = Files.readAllBytes(original);
      ByteBuffer content = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      content.putShort(flowRecord(content, flowsBefore) + Short.BYTES, (short) 0);
      return Files.write(original.resolveSibling(original.getFileName() + ".damaged"), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a flow record begins, in the layout of nfdump 1.7. */
  private static int flowRecord(ByteBuffer content, int number) {
    int block = FILE_HEADER;
    int flows = 0;
    while (true) {
      int records = content.getInt(block);
      int record = block + BLOCK_HEADER;
      for (int i = 0; i < records; i++) {
        if (content.getShort(record) == FLOW_RECORD && flows++ == number) {
          return record;
        }
        record += Short.toUnsignedInt(content.getShort(record + Short.BYTES));
      }
      block += BLOCK_HEADER + content.getInt(block + Integer.BYTES);
    }
  }
}
