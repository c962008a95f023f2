package org.openspot.parsers.dns;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Writes captures by hand, hostile ones too. */
final class CaptureWriter {
  static final long SECOND = 1_467_961_125;

  private final List<byte[]> frames = new ArrayList<>();
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
  private boolean nanoseconds;
  private int snapshot = 262_144;

  CaptureWriter order(ByteOrder newOrder) {
    order = newOrder;
    return this;
  }

  CaptureWriter nanoseconds() {
    nanoseconds = true;
    return this;
  }

  CaptureWriter snapshot(int bytes) {
    snapshot = bytes;
    return this;
  }

  static byte[] bytes(Object... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Object part : parts) {
      if (part instanceof byte[] array) {
        out.writeBytes(array);
      } else if (part instanceof String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      } else if (part instanceof Short number) {
        out.writeBytes(ByteBuffer.allocate(2).putShort(number).array());
      } else if (part instanceof Long number) {
        out.writeBytes(ByteBuffer.allocate(4).putInt(number.intValue()).array());
      } else {
        out.write((Integer) part);
      }
    }
    return out.toByteArray();
  }

  private static short u16(int value) {
    return (short) value;
  }

  /** Labels as they are, each at most 63 bytes. */
  static byte[] name(Object... labels) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Object label : labels) {
      byte[] content = bytes(label);
      out.write(content.length);
      out.writeBytes(content);
    }
    out.write(0);
    return out.toByteArray();
  }

  static byte[] record(byte[] owner, int type, byte[] data) {
    return bytes(owner, u16(type), u16(1), 60L, u16(data.length), data);
  }

  static byte[] question(byte[] name, int type) {
    return bytes(name, u16(type), u16(1));
  }

  /** A message with one question, unless it is null. */
  static byte[] message(int flags, byte[] question, byte[]... answers) {
    return bytes(
        u16(0x1234),
        u16(flags),
        u16(question == null ? 0 : 1),
        u16(answers.length),
        0L,
        question == null ? new byte[0] : question,
        bytes((Object[]) answers));
  }

  static byte[] response(byte[] name, int type, byte[]... answers) {
    return message(0x8180, question(name, type), answers);
  }

  static byte[] query(byte[] name, int type) {
    return message(0x0100, question(name, type));
  }

  CaptureWriter frame(byte[] frame) {
    frames.add(frame);
    return this;
  }

  private static byte[] ip(int protocol, byte[] payload) {
    return bytes(
        new byte[12],
        u16(0x0800),
        0x45,
        0,
        u16(20 + payload.length),
        0L,
        64,
        protocol,
        u16(0),
        10,
        0,
        0,
        53,
        10,
        0,
        1,
        7,
        payload);
  }

  CaptureWriter udp(byte[] payload) {
    return frame(ip(17, bytes(u16(53), u16(40_000), u16(8 + payload.length), u16(0), payload)));
  }

  CaptureWriter udpV6(byte[] payload) {
    byte[] datagram = bytes(u16(53), u16(40_000), u16(8 + payload.length), u16(1), payload);
    byte[] prefix = {0x20, 1, 0xd, (byte) 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    return frame(
        bytes(
            new byte[12],
            u16(0x86dd),
            0x60,
            0,
            0,
            0,
            u16(datagram.length),
            17,
            64,
            prefix,
            0x35,
            prefix,
            7,
            datagram));
  }

  /** A segment of a stream that begins at 1000. */
  CaptureWriter tcp(int offset, byte[] payload) {
    return frame(
        ip(
            6,
            bytes(
                u16(53),
                u16(40_000),
                (long) (1000 + offset),
                5000L,
                u16(0x5018),
                u16(0xffff),
                0L,
                payload)));
  }

  /** A message with its length in front, as in TCP. */
  static byte[] framed(byte[] message) {
    return bytes(u16(message.length), message);
  }

  byte[] toBytes() {
    int size = 24 + frames.stream().mapToInt(frame -> 16 + frame.length).sum();
    ByteBuffer out = ByteBuffer.allocate(size).order(order);
    out.putInt(nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4).putShort((short) 2).putShort((short) 4);
    out.putLong(0).putInt(snapshot).putInt(1);
    for (int i = 0; i < frames.size(); i++) {
      byte[] frame = frames.get(i);
      int kept = Math.min(snapshot, frame.length);
      out.putInt((int) SECOND + i).putInt(nanoseconds ? 765_735_001 : 765_735);
      out.putInt(kept).putInt(frame.length).put(frame, 0, kept);
    }
    byte[] content = new byte[out.position()];
    out.flip().get(content);
    return content;
  }

  Path write(Path file) throws IOException {
    return Files.write(file, toBytes());
  }

  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(content);
    }
    return out.toByteArray();
  }
}
