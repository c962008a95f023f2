package org.openspot.it.chaos;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * An nfcapd file of layout 2, as nfdump 1.7's {@code nffile.h} and {@code nfxV3.h} describe it:
 * made here, since a real nfcapd cannot be told which flows to write in which second.
 */
final class FlowFile {
  private static final int RECORD = 76;
  private static final int MOST = 1 << 20;

  private final ByteBuffer block = ByteBuffer.allocate(MOST).order(ByteOrder.LITTLE_ENDIAN);
  private final long startMillis;
  private final int file;
  private int records;

  FlowFile(long startMillis, int file) {
    this.startMillis = startMillis;
    this.file = file;
  }

  /** The addresses of a flow, which no other of its round has: {@code sip>dip}. */
  static String key(int file, int record) {
    return address(0x0A000000 | record) + ">" + address(0x0B000000 | file);
  }

  private static String address(int bits) {
    return (bits >>> 24)
        + "."
        + (bits >>> 16 & 255)
        + "."
        + (bits >>> 8 & 255)
        + "."
        + (bits & 255);
  }

  /** Adds a flow; a damaged one says that it has no length. */
  void flow(int record, boolean damaged) {
    records++;
    block.putShort((short) 11).putShort((short) (damaged ? 0 : RECORD));
    block.putShort((short) 2).putInt(0).putShort((short) 0);
    block.putShort((short) 1).putShort((short) 52);
    long time = startMillis + record * 1000L;
    block.putLong(time).putLong(time + 500).putLong(time + 700);
    block.putLong(10).putLong(1234);
    block.putShort((short) (1024 + record % 60_000)).putShort((short) 443);
    block.put((byte) 6).put((byte) 0x1b).put((byte) 0).put((byte) 0);
    block.putShort((short) 2).putShort((short) 12);
    block.putInt(0x0A000000 | record).putInt(0x0B000000 | file);
  }

  byte[] bytes() {
    ByteBuffer out = ByteBuffer.allocate(2 * MOST).order(ByteOrder.LITTLE_ENDIAN);
    out.putShort((short) 0xA50C).putShort((short) 2).putInt(0x01070100);
    out.putLong(startMillis / 1000).putShort((short) 0).putShort((short) 1);
    out.putInt(0).putLong(0).putInt(MOST).putInt(1);
    block(out, block, records);
    out.putLong(24, out.position());
    ByteBuffer name = ByteBuffer.allocate(9).order(ByteOrder.LITTLE_ENDIAN);
    name.putShort((short) 0x8001).putShort((short) 9);
    name.put("test\0".getBytes(StandardCharsets.US_ASCII));
    block(out, name, 1);
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  private static void block(ByteBuffer out, ByteBuffer content, int count) {
    out.putInt(count).putInt(content.position()).putShort((short) 3).putShort((short) 0);
    out.put(content.duplicate().flip());
  }
}
