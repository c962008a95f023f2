package org.openspot.parsers.flow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.openspot.core.error.DataException;
import org.openspot.parsers.process.OutputReader;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.RowSink;

/**
 * Reads what nfdump prints and pushes each flow into a sink. Flows are numbered from 0 by the lines
 * that carry the mark; other lines are notices. Time is linear in the output. For one run, on one
 * thread.
 */
final class FlowReader implements OutputReader {
  static final int BUFFER_BYTES = 256 * 1024;

  private final FlowLine line;
  private final long limit;
  private final String damage;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private long flows;
  private long notices;
  private String firstNotice = "";
  private boolean cut;

  /**
   * @param limit how many flows may be believed; the reader stops before it takes one more
   * @param damage what its {@link DataException} then says
   */
  FlowReader(TableSpec table, RowSink sink, long limit, String damage) {
    this.line = new FlowLine(table, sink);
    this.limit = limit;
    this.damage = damage;
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
      boolean whole = hasLineFeed(filled, filled + count);
      filled += count;
      if (whole) {
        int taken = take(filled);
        System.arraycopy(buffer, taken, buffer, 0, filled - taken);
        filled -= taken;
      } else if (filled == buffer.length) {
        throw new DataException("nfdump printed a line of more than " + BUFFER_BYTES + " bytes");
      }
    }
  }

  private boolean hasLineFeed(int start, int end) {
    for (int i = start; i < end; i++) {
      if (buffer[i] == '\n') {
        return true;
      }
    }
    return false;
  }

  /** Takes every whole line and returns where the first one that is not whole begins. */
  private int take(int filled) {
    int start = 0;
    while (true) {
      int end = line.scan(buffer, start, filled);
      if (end < 0) {
        return start;
      }
      if (!line.isMarked(buffer, start)) {
        notice(start, end);
      } else if (!line.isTunnel(buffer)) {
        if (flows == limit) {
          throw new DataException(damage);
        }
        line.push(buffer, start, end, flows);
        flows++;
      }
      start = end + 1;
    }
  }

  private void notice(int start, int end) {
    if (end > start && notices++ == 0) {
      firstNotice = new String(buffer, start, Math.min(end - start, 200), StandardCharsets.UTF_8);
    }
  }

  /** How many flows were read. */
  long flows() {
    return flows;
  }

  /** How many lines were neither flows nor blank. */
  long notices() {
    return notices;
  }

  /** The first of them, at most 200 bytes of it; empty if there was none. */
  String firstNotice() {
    return firstNotice;
  }

  /** True if the output ended within a line. */
  boolean isCut() {
    return cut;
  }
}
