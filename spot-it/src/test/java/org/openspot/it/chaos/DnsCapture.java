package org.openspot.it.chaos;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A capture of DNS responses over UDP: libpcap's format, Ethernet, IPv4 (RFC 791, 768, 1035). */
final class DnsCapture {
  private static final int ETHERNET = 14;
  private static final int IP = 20;
  private static final int UDP = 8;

  private DnsCapture() {}

  /** Writes the header of the file. */
  static void begin(ByteArrayOutputStream out) {
    ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0xA1B2C3D4).putShort((short) 2).putShort((short) 4).putLong(0);
    header.putInt(65_535).putInt(1);
    out.writeBytes(header.array());
  }

  /** Writes one response, without answers, to a question for a name. */
  static void response(ByteArrayOutputStream out, long epochSecond, String name) {
    byte[] dns = message(name);
    int length = ETHERNET + IP + UDP + dns.length;
    ByteBuffer packet = ByteBuffer.allocate(length);
    packet.put(new byte[12]).putShort((short) 0x0800);
    packet.put((byte) 0x45).put((byte) 0).putShort((short) (IP + UDP + dns.length));
    packet.putInt(0).put((byte) 64).put((byte) 17).putShort((short) 0);
    packet.putInt(0x0A000035).putInt(0x0A000001);
    packet.putShort((short) 53).putShort((short) 40_000);
    packet.putShort((short) (UDP + dns.length)).putShort((short) 0).put(dns);
    packet.putShort(ETHERNET + 10, checksum(packet));
    ByteBuffer header = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt((int) epochSecond).putInt(0).putInt(length).putInt(length);
    out.writeBytes(header.array());
    out.writeBytes(packet.array());
  }

  private static short checksum(ByteBuffer packet) {
    int sum = 0;
    for (int at = ETHERNET; at < ETHERNET + IP; at += 2) {
      sum += Short.toUnsignedInt(packet.getShort(at));
    }
    return (short) ~((sum & 0xffff) + (sum >>> 16));
  }

  private static byte[] message(String name) {
    ByteBuffer message = ByteBuffer.allocate(12 + name.length() + 2 + 4);
    message.putShort((short) 7).putShort((short) 0x8180).putShort((short) 1);
    message.putShort((short) 0).putInt(0);
    for (String label : name.split("\\.", -1)) {
      message.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
    }
    message.put((byte) 0).putShort((short) 1).putShort((short) 1);
    return message.array();
  }
}
