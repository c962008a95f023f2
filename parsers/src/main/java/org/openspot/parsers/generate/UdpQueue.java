package org.openspot.parsers.generate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The receive queue of a UDP socket on 127.0.0.1, as Linux shows it in {@code /proc/net/udp}: the
 * one place where it can be seen whether a receiver lost datagrams.
 *
 * @param bytes what waits in the queue, the kernel's overhead included
 * @param drops how many datagrams found no room
 */
record UdpQueue(long bytes, long drops) {
  private static final Path TABLE = Path.of("/proc/net/udp");
  private static final Path LARGEST = Path.of("/proc/sys/net/core/rmem_max");

  /** The queue of the socket bound to a port, if there is one. */
  static Optional<UdpQueue> of(int port) throws IOException {
    String local = String.format(Locale.ROOT, "0100007F:%04X", port);
    for (String line : Files.readAllLines(TABLE, StandardCharsets.US_ASCII)) {
      List<String> fields = List.of(line.strip().split("\\s+", -1));
      if (fields.size() > 12 && fields.get(1).equals(local)) {
        String queues = fields.get(4);
        return Optional.of(
            new UdpQueue(
                Long.parseLong(queues.substring(queues.indexOf(':') + 1), 16),
                Long.parseLong(fields.get(12))));
      }
    }
    return Optional.empty();
  }

  /** How many bytes a queue holds at most, if its owner asks for that many: Linux doubles it. */
  static long capacity(long asked) throws IOException {
    long largest = Long.parseLong(Files.readString(LARGEST, StandardCharsets.US_ASCII).strip());
    return 2 * Math.min(asked, largest);
  }
}
