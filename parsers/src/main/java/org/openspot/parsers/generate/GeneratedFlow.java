package org.openspot.parsers.generate;

import java.util.Locale;

/**
 * One flow record: packets in one direction between two IPv4 endpoints.
 *
 * @param kind what it is part of
 * @param startMillis when it starts, in milliseconds since 1970-01-01 UTC
 * @param durationMillis how long it lasts
 * @param source source address
 * @param destination destination address
 * @param sourcePort source port
 * @param destinationPort destination port; for ICMP, type times 256 plus code
 * @param protocol number of the protocol: 1 ICMP, 6 TCP, 17 UDP
 * @param tcpFlags as in TCP: 1 FIN, 2 SYN, 4 RST, 8 PSH, 16 ACK, 32 URG
 * @param tos type of service
 * @param packets number of packets
 * @param bytes number of bytes
 */
public record GeneratedFlow(
    Kind kind,
    long startMillis,
    int durationMillis,
    int source,
    int destination,
    int sourcePort,
    int destinationPort,
    int protocol,
    int tcpFlags,
    int tos,
    int packets,
    int bytes) {

  /** What a flow is part of. */
  public enum Kind {
    DNS,
    WEB,
    INTRANET,
    MAIL,
    SSH,
    BACKUP,
    PING,
    /** One outside host that tries ports of one server after the other. */
    SCAN,
    /** Many outside hosts that send to one server. */
    FLOOD,
    /** One client that calls the same outside host again and again, day and night. */
    BEACON;

    /** True for what an analyst should be shown. */
    public boolean isOutlier() {
      return this == SCAN || this == FLOOD || this == BEACON;
    }
  }

  /** When it ends, in milliseconds since 1970-01-01 UTC. */
  public long endMillis() {
    return startMillis + durationMillis;
  }

  /** The source address as text. */
  public String sourceText() {
    return text(source);
  }

  /** The destination address as text. */
  public String destinationText() {
    return text(destination);
  }

  private static String text(int address) {
    return String.format(
        Locale.ROOT,
        "%d.%d.%d.%d",
        address >>> 24,
        address >>> 16 & 0xff,
        address >>> 8 & 0xff,
        address & 0xff);
  }
}
