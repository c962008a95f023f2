package org.openspot.parsers.dns;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import org.openspot.core.error.DataException;

/**
 * Packets in the format of libpcap ({@code pcap-savefile(5)}): a header of 24 bytes, then for each
 * packet u32 seconds, u32 micro- or nanoseconds, u32 bytes captured, u32 bytes on the wire, bytes.
 */
final class PcapPackets implements Packets {
  /** What libpcap and Wireshark take for the most a packet can have. */
  private static final long MAX_CAPTURED = 262_144;

  private static final int MICROSECONDS = 0xa1b2c3d4;
  private static final int NANOSECONDS = 0xa1b23c4d;

  private final CaptureInput in;
  private final int nanosPerUnit;
  private long packets;
  private Instant time = Instant.EPOCH;

  /** What follows the magic number. */
  private PcapPackets(CaptureInput in, int nanosPerUnit) throws IOException {
    this.in = in;
    this.nanosPerUnit = nanosPerUnit;
    ByteBuffer header = in.need(20, "the header of the capture");
    if (header.getShort(0) != 2) {
      throw new DataException("a capture of unknown version " + header.getShort(0));
    }
  }

  /** The packets of a capture that begins with this number, or null if it is no such capture. */
  static PcapPackets of(int bigEndianMagic, CaptureInput in) throws IOException {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      int magic =
          order == ByteOrder.BIG_ENDIAN ? bigEndianMagic : Integer.reverseBytes(bigEndianMagic);
      if (magic == MICROSECONDS || magic == NANOSECONDS) {
        in.order(order);
        return new PcapPackets(in, magic == MICROSECONDS ? 1000 : 1);
      }
    }
    return null;
  }

  @Override
  public boolean next() throws IOException {
    String what = "packet " + (packets + 1);
    ByteBuffer header = in.read(16, what);
    if (header == null) {
      return false;
    }
    long captured = Integer.toUnsignedLong(header.getInt(8));
    if (captured > MAX_CAPTURED) {
      throw new DataException(what + " has no possible size: " + captured);
    }
    Instant when =
        Instant.ofEpochSecond(
            Integer.toUnsignedLong(header.getInt(0)),
            Integer.toUnsignedLong(header.getInt(4)) * nanosPerUnit);
    in.skip(captured, what);
    packets++;
    time = when;
    return true;
  }

  @Override
  public Instant time() {
    return time;
  }
}
