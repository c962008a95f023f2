package org.openspot.parsers.proxy;

import org.openspot.parsers.DissectorOptions.LogFormat;
import org.openspot.parsers.text.LineReader;
import org.openspot.parsers.text.LogTime;
import org.openspot.parsers.text.TextHead;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.Reject;
import org.openspot.schema.row.RowSink;

/**
 * The lines of one log, one after the other: follows its directives, passes over them, comments and
 * blank lines, and makes the others rows or rejects. Not thread-safe.
 */
final class LogLines implements LineReader.Lines {
  static final String FIELDS = "#fields:";
  static final String DATE = "#date:";

  private final TableSpec table;
  private final RowSink sink;
  private final W3cLine w3cLine;
  private final SquidLine squidLine;
  private final LogTime time = new LogTime();

  /** What the fields are; null where Squid's are. */
  private Layout layout;

  /** What the date directive read last says. */
  private long begun = LogTime.NONE;

  private long firstDate = LogTime.NONE;

  LogLines(TableSpec table, LogFormat format, RowSink sink) {
    this.table = table;
    this.sink = sink;
    ProxyRow row = new ProxyRow(table, sink);
    w3cLine = new W3cLine(row, time, sink);
    squidLine = new SquidLine(table, row, time, sink);
    layout =
        switch (format) {
          case W3C, BLUECOAT_27 -> Layout.of(Layout.BLUECOAT_27, table);
          case BLUECOAT_26 -> Layout.of(Layout.BLUECOAT_26, table);
          case SQUID -> null;
        };
  }

  @Override
  public void take(long record, byte[] buffer, int start, int to) {
    int from = record == 0 ? TextHead.skipByteOrderMark(buffer, start, to) : start;
    if (LogFields.skipBlanks(buffer, from, to) == to) {
      sink.passOver(record);
    } else if (buffer[from] == '#') {
      directive(buffer, from, to);
      sink.passOver(record);
    } else if (layout == null) {
      squidLine.push(record, buffer, from, to);
    } else {
      w3cLine.push(layout, begun, record, buffer, from, to);
    }
  }

  @Override
  public void tooLong(Reject reject) {
    sink.reject(reject);
  }

  private void directive(byte[] buffer, int from, int to) {
    if (begins(FIELDS, buffer, from, to)) {
      layout = Layout.of(buffer, from + FIELDS.length(), to, table);
    } else if (begins(DATE, buffer, from, to)) {
      begun = date(buffer, from + DATE.length(), to);
      firstDate = firstDate == LogTime.NONE ? begun : firstDate;
    }
  }

  static boolean begins(String directive, byte[] buffer, int from, int to) {
    if (to - from < directive.length()) {
      return false;
    }
    for (int i = 0; i < directive.length(); i++) {
      byte c = buffer[from + i];
      if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != directive.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** {@code yyyy-MM-dd HH:mm:ss}, or the date alone for its midnight. */
  private long date(byte[] buffer, int start, int to) {
    int from = LogFields.skipBlanks(buffer, start, to);
    int end = LogFields.word(buffer, from, to);
    long day = time.day(buffer, from, end);
    int clock = LogFields.skipBlanks(buffer, end, to);
    int second =
        clock == to ? 0 : LogTime.secondOfDay(buffer, clock, LogFields.word(buffer, clock, to));
    return day == LogTime.NONE || second == LogTime.NONE ? LogTime.NONE : day * 86_400 + second;
  }

  /** The time that the first directive with one says; {@link LogTime#NONE} if none does. */
  long firstDate() {
    return firstDate;
  }
}
