package org.openspot.parsers.proxy;

import org.openspot.parsers.text.LogTime;
import org.openspot.schema.row.Reject;
import org.openspot.schema.row.RowSink;

/** A line of a W3C extended log, and the row it becomes. Not thread-safe. */
final class W3cLine {
  private static final int DAY_SECONDS = 86_400;

  /** How much earlier than the log's beginning a line may be: requests are logged at their end. */
  private static final int EARLIER_SECONDS = 3600;

  private final RowSink sink;
  private final ProxyRow row;
  private final LogTime time;
  private final LogFields fields = new LogFields();

  W3cLine(ProxyRow row, LogTime time, RowSink sink) {
    this.row = row;
    this.time = time;
    this.sink = sink;
  }

  /**
   * Makes a line a row, or a reject.
   *
   * @param begun when the log was begun as it says itself, {@link LogTime#NONE} if it does not
   */
  void push(Layout layout, long begun, long record, byte[] buffer, int from, int to) {
    String fault = row(layout, begun, record, buffer, from, to);
    if (fault != null) {
      sink.reject(Reject.of(record, fault, buffer, from, to - from));
    }
  }

  private String row(Layout layout, long begun, long record, byte[] buffer, int from, int to) {
    fields.scan(buffer, from, to, layout.bracketed(), true);
    if (isWrong(layout) && fields.dependsOnBackslashes()) {
      fields.scan(buffer, from, to, layout.bracketed(), false);
    }
    if (isWrong(layout)) {
      return fields.isOpen() ? "quoted value without an end" : layout.countFault();
    }
    long second = second(layout, begun, buffer);
    if (second == LogTime.NONE) {
      return "no time, or not a time";
    }
    if (!row.begin(record, second, time)) {
      return null;
    }
    for (int field = 0; field < layout.fields(); field++) {
      int column = layout.textColumn(field);
      if (column != Layout.NONE) {
        row.set(column, buffer, fields, field);
      }
    }
    for (Layout.Count number : layout.numbers()) {
      int field = number.field();
      if (!row.setNumber(
          number.column(), buffer, fields.from(field), fields.to(field), number.scale())) {
        return number.fault();
      }
    }
    if (layout.uriField() != Layout.NONE) {
      row.setUri(buffer, fields, layout.uriField(), false);
    }
    row.end();
    return null;
  }

  private boolean isWrong(Layout layout) {
    return fields.isOpen() || fields.count() != layout.fields();
  }

  /** The line's own time, with what it does not say taken from the log's beginning. */
  private long second(Layout layout, long begun, byte[] buffer) {
    if (layout.timeField() != Layout.NONE && layout.dateField() != Layout.NONE) {
      int date = layout.dateField();
      long day = time.day(buffer, fields.from(date), fields.to(date));
      int second = secondOfDay(layout, buffer);
      return day == LogTime.NONE || second == LogTime.NONE
          ? LogTime.NONE
          : day * DAY_SECONDS + second;
    }
    if (layout.bracketedTimeField() != Layout.NONE) {
      int field = layout.bracketedTimeField();
      return LogTime.bracketed(buffer, fields.from(field), fields.to(field));
    }
    if (layout.unixTimeField() != Layout.NONE) {
      int field = layout.unixTimeField();
      return LogTime.inRange(ProxyRow.number(buffer, fields.from(field), fields.to(field)));
    }
    if (begun == LogTime.NONE || layout.dateField() != Layout.NONE) {
      return LogTime.NONE;
    }
    if (layout.timeField() == Layout.NONE) {
      return begun;
    }
    int second = secondOfDay(layout, buffer);
    if (second == LogTime.NONE) {
      return LogTime.NONE;
    }
    long onThatDay = begun - begun % DAY_SECONDS + second;
    return LogTime.inRange(
        onThatDay < begun - EARLIER_SECONDS ? onThatDay + DAY_SECONDS : onThatDay);
  }

  private int secondOfDay(Layout layout, byte[] buffer) {
    int field = layout.timeField();
    return LogTime.secondOfDay(buffer, fields.from(field), fields.to(field));
  }
}
