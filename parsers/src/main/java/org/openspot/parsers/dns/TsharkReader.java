package org.openspot.parsers.dns;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.openspot.core.error.DataException;
import org.openspot.parsers.process.OutputReader;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.RowSink;

/**
 * Reads what tshark prints, a line a packet, and pushes each packet's records into a sink. Time is
 * linear in the output. For one run, on one thread.
 */
final class TsharkReader implements OutputReader {
  static final int MAX_LINE_BYTES = 32 * 1024 * 1024;

  private static final int BUFFER_BYTES = 256 * 1024;

  private final DnsPacket packet;
  private final RowSink sink;
  private final long limit;
  private final String overrun;
  private byte[] buffer = new byte[BUFFER_BYTES];
  private long packets;
  private long nextRecord;
  private boolean cut;

  /**
   * @param firstRecord the number of the first record
   * @param limit how many packets may be believed; the reader stops before it takes one more
   * @param overrun what its {@link DataException} then says
   */
  TsharkReader(TableSpec table, RowSink sink, long firstRecord, long limit, String overrun) {
    this.packet = new DnsPacket(table);
    this.sink = sink;
    this.nextRecord = firstRecord;
    this.limit = limit;
    this.overrun = overrun;
  }

  @Override
  public void read(InputStream output) throws IOException {
    int filled = 0;
    while (true) {
      int count = output.read(buffer, filled, buffer.length - filled);
      if (count < 0) {
        cut = filled > 0;
        return;
      }
      // A line that is not whole yet is not looked at again before its end is there.
      int lastFeed = lastLineFeed(filled, filled + count);
      filled += count;
      if (lastFeed >= 0) {
        take(lastFeed);
        filled -= lastFeed + 1;
        System.arraycopy(buffer, lastFeed + 1, buffer, 0, filled);
      } else if (filled == buffer.length) {
        if (filled >= MAX_LINE_BYTES) {
          throw new DataException("tshark printed a line of more than " + filled + " bytes");
        }
        buffer = Arrays.copyOf(buffer, filled * 2);
      }
    }
  }

  private int lastLineFeed(int start, int end) {
    for (int i = end - 1; i >= start; i--) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Takes every line up to the line feed at the end. */
  private void take(int end) {
    int start = 0;
    for (int i = 0; i <= end; i++) {
      if (buffer[i] == '\n') {
        if (packets == limit) {
          throw new DataException(overrun);
        }
        packets++;
        nextRecord += packet.push(buffer, start, i, packets, nextRecord, sink);
        start = i + 1;
      }
    }
  }

  /** How many packets were read. */
  long packets() {
    return packets;
  }

  /** The number of the first record after those read. */
  long nextRecord() {
    return nextRecord;
  }

  /** True if the output ended within a line. */
  boolean isCut() {
    return cut;
  }
}
