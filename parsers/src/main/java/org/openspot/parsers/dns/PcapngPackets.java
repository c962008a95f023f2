package org.openspot.parsers.dns;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import org.openspot.core.error.DataException;

/**
 * Packets in the pcapng format (draft-ietf-opsawg-pcapng): blocks of u32 type, u32 length, content,
 * u32 length again. A section header block says in which byte order the blocks that follow are.
 */
final class PcapngPackets implements Packets {
  static final int SECTION = 0x0a0d0d0a;

  private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
  private static final int INTERFACE = 1;
  private static final int PACKET = 2;
  private static final int SIMPLE_PACKET = 3;
  private static final int JOURNAL_ENTRY = 9;
  private static final int ENHANCED_PACKET = 6;

  /** Wireshark's limit. */
  private static final long MAX_BLOCK = 16 * 1024 * 1024;

  private static final int TIME_RESOLUTION = 9;
  private static final int MICROSECONDS = 6;
  private static final int MAX_INTERFACES = 4096;

  private final CaptureInput in;
  private long blocks;
  private byte[] resolutions = new byte[4];
  private int interfaces;
  private Instant time = Instant.EPOCH;

  /** What follows the first four bytes of a capture, {@link #SECTION}. */
  PcapngPackets(CaptureInput in) throws IOException {
    this.in = in;
    section();
  }

  private String what() {
    return "block " + (blocks + 1);
  }

  /** A section header block, its type read already. */
  private void section() throws IOException {
    in.order(ByteOrder.BIG_ENDIAN);
    ByteBuffer header = in.need(8, what());
    if (header.getInt(4) == Integer.reverseBytes(BYTE_ORDER_MAGIC)) {
      in.order(ByteOrder.LITTLE_ENDIAN);
    } else if (header.getInt(4) != BYTE_ORDER_MAGIC) {
      throw new DataException(what() + " is a section without a byte order");
    }
    long length = checked(Integer.toUnsignedLong(header.order(in.order()).getInt(0)), 28);
    ByteBuffer version = in.need(4, what());
    if (version.getShort(0) != 1) {
      throw new DataException(what() + " is a section of unknown version " + version.getShort(0));
    }
    end(length, length - 20);
    interfaces = 0;
  }

  private long checked(long length, int least) {
    if (length < least || length % 4 != 0 || length > MAX_BLOCK) {
      throw new DataException(what() + " has no possible size: " + length);
    }
    return length;
  }

  /** Steps over what is left of a block and over its length, which has to be as before. */
  private void end(long length, long left) throws IOException {
    in.skip(left, what());
    if (Integer.toUnsignedLong(in.need(4, what()).getInt(0)) != length) {
      throw new DataException(what() + " does not end with its length");
    }
    blocks++;
  }

  @Override
  public boolean next() throws IOException {
    while (true) {
      ByteBuffer start = in.read(4, what());
      if (start == null) {
        return false;
      }
      int type = start.getInt(0);
      if (type == SECTION) {
        section();
        continue;
      }
      long length = checked(Integer.toUnsignedLong(in.need(4, what()).getInt(0)), 12);
      if (block(type, length)) {
        return true;
      }
    }
  }

  /** Steps over a block, its type and length read already. Is it a packet? */
  private boolean block(int type, long length) throws IOException {
    long left = length - 12;
    switch (type) {
      case ENHANCED_PACKET, PACKET -> {
        checked(length, 32);
        ByteBuffer header = in.need(20, what());
        long number =
            type == PACKET
                ? Short.toUnsignedLong(header.getShort(0))
                : Integer.toUnsignedLong(header.getInt(0));
        long units =
            Integer.toUnsignedLong(header.getInt(4)) << 32
                | Integer.toUnsignedLong(header.getInt(8));
        if (Integer.toUnsignedLong(header.getInt(12)) > left - 20) {
          throw new DataException(what() + " has no room for its packet");
        }
        end(length, left - 20);
        time = number < interfaces ? instant(units, resolutions[(int) number]) : Instant.EPOCH;
        return true;
      }
      case SIMPLE_PACKET, JOURNAL_ENTRY -> {
        end(length, left);
        time = Instant.EPOCH;
        return true;
      }
      case INTERFACE -> {
        addInterface(length, left);
        return false;
      }
      default -> {
        end(length, left);
        return false;
      }
    }
  }

  private void addInterface(long length, long content) throws IOException {
    checked(length, 20);
    in.skip(8, what());
    long left = content - 8;
    byte resolution = MICROSECONDS;
    while (left >= 4) {
      ByteBuffer option = in.need(4, what());
      int code = Short.toUnsignedInt(option.getShort(0));
      int padded = (Short.toUnsignedInt(option.getShort(2)) + 3) / 4 * 4;
      left -= 4;
      if (code == 0 || padded > left) {
        break;
      }
      if (code == TIME_RESOLUTION && padded == 4) {
        resolution = in.need(4, what()).get(0);
      } else {
        in.skip(padded, what());
      }
      left -= padded;
    }
    end(length, left);
    if (interfaces < MAX_INTERFACES) {
      if (interfaces == resolutions.length) {
        resolutions = Arrays.copyOf(resolutions, interfaces * 2);
      }
      resolutions[interfaces++] = resolution;
    }
  }

  /** A resolution is a negative power of 10, or with its highest bit set, of 2. */
  private static Instant instant(long units, byte resolution) {
    int exponent = resolution & 0x7f;
    double perSecond = Math.pow(resolution < 0 ? 2 : 10, exponent);
    if (perSecond > Long.MAX_VALUE || units < 0) {
      return Instant.EPOCH;
    }
    long whole = (long) perSecond;
    long second = units / whole;
    if (second > DnsTime.LAST_SECOND) {
      return Instant.EPOCH;
    }
    return Instant.ofEpochSecond(second, (long) ((units % whole) / perSecond * 1e9));
  }

  @Override
  public Instant time() {
    return time;
  }
}
