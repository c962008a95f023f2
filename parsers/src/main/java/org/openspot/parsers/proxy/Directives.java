package org.openspot.parsers.proxy;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.openspot.parsers.text.LineReader;
import org.openspot.schema.row.Reject;

/** Remembers the last {@code #Fields:} and {@code #Date:} of a log, byte for byte. */
final class Directives implements LineReader.Lines {
  private byte[] fields = new byte[0];
  private byte[] date = new byte[0];

  @Override
  public void take(long record, byte[] buffer, int from, int to) {
    if (LogLines.begins(LogLines.FIELDS, buffer, from, to)) {
      fields = Arrays.copyOfRange(buffer, from, to);
    } else if (LogLines.begins(LogLines.DATE, buffer, from, to)) {
      date = Arrays.copyOfRange(buffer, from, to);
    }
  }

  @Override
  public void tooLong(Reject reject) {
    // No directive is that long.
  }

  /** Those in force at the end of what was read, each a line. */
  byte[] inForce() {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (byte[] directive : new byte[][] {date, fields}) {
      if (directive.length > 0) {
        lines.writeBytes(directive);
        lines.write('\n');
      }
    }
    return lines.toByteArray();
  }
}
