package org.openspot.parsers.generate;

import java.nio.ByteBuffer;
import java.util.List;

/** How flows are put into one export datagram. */
interface ExportFormat {
  /** A system is up for that long when its first flow of a datagram starts. */
  long UPTIME_MILLIS = 86_400_000;

  /** How many flows one datagram holds. */
  int capacity();

  /**
   * Writes one datagram.
   *
   * @param flows at most {@link #capacity} of them, within an hour or so of each other
   * @param sent how many flows were sent before
   * @param datagrams how many datagrams were sent before
   * @param out cleared, with room for 1,464 bytes
   */
  void write(List<GeneratedFlow> flows, long sent, long datagrams, ByteBuffer out);

  /** The format of a version of NetFlow. */
  static ExportFormat ofVersion(int version) {
    return switch (version) {
      case 5 -> new NetflowV5();
      case 9 -> new NetflowV9();
      default -> throw new IllegalArgumentException("no export format " + version + ": 5 or 9");
    };
  }

  /**
   * When the exporting system was started, for a datagram: a whole second, UTC, in milliseconds.
   */
  static long bootMillis(List<GeneratedFlow> flows) {
    long first = flows.stream().mapToLong(GeneratedFlow::startMillis).min().orElse(0);
    return (first - UPTIME_MILLIS) / 1000 * 1000;
  }

  /** When a datagram is sent: the second after the last of its flows ends. */
  static long exportMillis(List<GeneratedFlow> flows) {
    long last = flows.stream().mapToLong(GeneratedFlow::endMillis).max().orElse(0);
    return last / 1000 * 1000 + 1000;
  }
}
