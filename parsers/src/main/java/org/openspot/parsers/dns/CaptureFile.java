package org.openspot.parsers.dns;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.ZipException;
import org.openspot.core.error.DataException;
import org.openspot.core.error.RetriableException;

/**
 * A capture in the pcap or pcapng format, as it is or compressed by gzip. How many packets it has
 * is found out here, so that no tool has to be believed.
 */
final class CaptureFile {
  private static final int BUFFER_BYTES = 256 * 1024;
  private static final int GZIP = 0x1f8b;
  private static final long INTERRUPT_CHECK = 1 << 16;

  private CaptureFile() {}

  /**
   * What a look at every packet gave.
   *
   * @param packets how many there are, before the damage if there is any
   * @param bytes how long the capture is so far, as it is without compression
   * @param damage what is wrong after those, or null
   */
  record Survey(long packets, long bytes, String damage) {}

  /**
   * When the first packet was captured; {@link Instant#EPOCH} if there is none.
   *
   * @throws DataException if this is no capture, or not even the first packet is there
   */
  static Instant begun(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      Packets packets = packets(open(content));
      return packets.next() ? packets.time() : Instant.EPOCH;
    }
  }

  /**
   * Steps over every packet.
   *
   * @throws DataException if this is no capture
   */
  static Survey survey(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      return survey(content);
    }
  }

  /** As {@link #survey(Path)}, of what the stream still has; the stream stays the caller's. */
  static Survey survey(InputStream content) throws IOException {
    CaptureInput in = open(content);
    Packets packets = packets(in);
    long count = 0;
    try {
      while (packets.next()) {
        count++;
        if (count % INTERRUPT_CHECK == 0 && Thread.currentThread().isInterrupted()) {
          throw new RetriableException("interrupted while the packets of a capture were counted");
        }
      }
      return new Survey(count, in.position(), null);
    } catch (DataException e) {
      return new Survey(count, in.position(), e.getMessage());
    }
  }

  private static CaptureInput open(InputStream content) throws IOException {
    BufferedInputStream raw = new BufferedInputStream(content, BUFFER_BYTES);
    raw.mark(2);
    byte[] first = raw.readNBytes(2);
    raw.reset();
    if (first.length == 2 && ByteBuffer.wrap(first).getShort() == (short) GZIP) {
      try {
        return new CaptureInput(new BufferedInputStream(new Expansion(raw), BUFFER_BYTES));
      } catch (EOFException | ZipException e) {
        throw CaptureInput.notWhole(e);
      }
    }
    return new CaptureInput(raw);
  }

  private static Packets packets(CaptureInput in) throws IOException {
    in.order(ByteOrder.BIG_ENDIAN);
    ByteBuffer start = in.read(4, "the header of the capture");
    if (start == null) {
      throw new DataException("empty");
    }
    int magic = start.getInt(0);
    if (magic == PcapngPackets.SECTION) {
      return new PcapngPackets(in);
    }
    Packets packets = PcapPackets.of(magic, in);
    if (packets == null) {
      throw new DataException("neither a pcap nor a pcapng capture");
    }
    return packets;
  }
}
