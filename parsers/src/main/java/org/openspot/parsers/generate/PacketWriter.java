package org.openspot.parsers.generate;

import java.nio.ByteBuffer;

/**
 * Ethernet frames with one UDP datagram or TCP segment in IPv4 or IPv6, between a client and a name
 * server. A TCP segment stands alone, without the handshake before it. Not thread-safe.
 */
final class PacketWriter {
  private static final int ETHERNET = 14;
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int DNS_PORT = 53;
  private static final int OFFICE = 10 << 24 | 20 << 16;
  private static final int NAME_SERVER = OFFICE | 53;
  private static final long OFFICE_V6 = 0x2001_0db8_0020_0000L;
  private static final int PUSH_ACK = 0x5018;

  private PacketWriter() {}

  /** Writes the packet with the query, or the response, at the buffer's position. */
  static void write(GeneratedDns dns, boolean response, ByteBuffer out) {
    int client = 1 << 8 | 10 + dns.client();
    out.putShort((short) 0x0200).putInt(response ? client : 53);
    out.putShort((short) 0x0200).putInt(response ? 53 : client);
    out.putShort((short) (dns.ipv6() ? 0x86dd : 0x0800));
    int ip = out.position();
    int headers = (dns.ipv6() ? 40 : 20) + (dns.tcp() ? 22 : 8);
    out.position(ip + headers);
    DnsMessageWriter.write(dns, response, out);
    int end = out.position();
    out.position(ip);
    int protocol = dns.tcp() ? TCP : UDP;
    int length = end - ip;
    if (dns.ipv6()) {
      out.putInt(6 << 28).putShort((short) (length - 40)).put((byte) protocol).put((byte) 64);
      long server = 0x35;
      out.putLong(OFFICE_V6).putLong(response ? server : client);
      out.putLong(OFFICE_V6).putLong(response ? client : server);
    } else {
      out.putShort((short) 0x4500).putShort((short) length).putInt(0x4000);
      out.put((byte) 64).put((byte) protocol).putShort((short) 0);
      out.putInt(response ? NAME_SERVER : OFFICE | client);
      out.putInt(response ? OFFICE | client : NAME_SERVER);
      out.putShort(ip + 10, checksum(out, ip));
    }
    out.putShort((short) (response ? DNS_PORT : dns.port()));
    out.putShort((short) (response ? dns.port() : DNS_PORT));
    int payload = end - ip - headers;
    if (dns.tcp()) {
      // Whoever uses the same port again goes on where the stream is by then.
      int sequence = (int) dns.millis();
      out.putInt(sequence).putInt(sequence);
      out.putShort((short) PUSH_ACK).putShort((short) 0xffff).putInt(0);
      out.putShort((short) payload);
    } else {
      out.putShort((short) (payload + 8)).putShort((short) 0);
    }
    out.position(end);
  }

  /** Of an IPv4 header whose checksum is still 0. */
  private static short checksum(ByteBuffer header, int at) {
    int sum = 0;
    for (int i = 0; i < 20; i += 2) {
      sum += Short.toUnsignedInt(header.getShort(at + i));
    }
    sum = (sum & 0xffff) + (sum >>> 16);
    sum = (sum & 0xffff) + (sum >>> 16);
    return (short) ~sum;
  }

  /** The most bytes a packet of ordinary size has, for buffers. */
  static int maxBytes() {
    return ETHERNET + 1500;
  }
}
