package org.openspot.parsers.csv;

import java.util.List;
import org.openspot.parsers.text.LineReader;
import org.openspot.parsers.text.LogTime;
import org.openspot.parsers.text.TextHead;
import org.openspot.parsers.text.Utf8;
import org.openspot.schema.Column;
import org.openspot.schema.ColumnType;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.Reject;
import org.openspot.schema.row.RowSink;

/**
 * The lines of one CSV, one after the other: passes over a header and blank lines, and makes the
 * others rows or rejects. Not thread-safe.
 */
final class CsvLines implements LineReader.Lines {
  private static final int DAY_SECONDS = 86_400;
  private static final int NONE = -1;

  private final List<Column> columns;
  private final RowSink sink;
  private final CsvFields fields;
  private final CsvNumber number = new CsvNumber();
  private final LogTime time = new LogTime();
  private final int secondColumn;
  private final int dateColumn;
  private final int timeColumn;
  private final String countFault;
  private final String[] faults;

  CsvLines(TableSpec table, RowSink sink) {
    this.columns = table.columns();
    this.sink = sink;
    fields = new CsvFields(columns.size());
    boolean hasSecond = table.hasColumn("unix_tstamp");
    secondColumn = hasSecond ? table.column("unix_tstamp") : NONE;
    dateColumn = hasSecond ? NONE : table.column("p_date");
    timeColumn = hasSecond ? NONE : table.column("p_time");
    countFault = "not the " + columns.size() + " columns of " + table.name();
    faults = new String[columns.size()];
    for (int column = 0; column < faults.length; column++) {
      Column spec = columns.get(column);
      faults[column] = spec.name() + " is not of type " + spec.type().hiveName();
    }
  }

  @Override
  public void take(long record, byte[] buffer, int start, int to) {
    int from = record == 0 ? TextHead.skipByteOrderMark(buffer, start, to) : start;
    if (isBlank(buffer, from, to)) {
      sink.passOver(record);
      return;
    }
    String fault = Utf8.isValid(buffer, from, to) ? fields.scan(buffer, from, to) : "not UTF-8";
    if (fault == null && fields.count() != columns.size()) {
      fault = countFault;
    }
    if (fault == null && record == 0 && isHeader(buffer)) {
      sink.passOver(record);
      return;
    }
    if (fault == null) {
      fault = row(record, buffer);
    }
    if (fault != null) {
      sink.reject(Reject.of(record, fault, buffer, from, to - from));
    }
  }

  @Override
  public void tooLong(Reject reject) {
    sink.reject(reject);
  }

  private static boolean isBlank(byte[] buffer, int from, int to) {
    for (int i = from; i < to; i++) {
      if (buffer[i] != ' ' && buffer[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  private boolean isHeader(byte[] buffer) {
    for (int column = 0; column < columns.size(); column++) {
      if (!fields.is(columns.get(column).name(), buffer, column)) {
        return false;
      }
    }
    return true;
  }

  /** Makes a line a row; or says why it is none. */
  private String row(long record, byte[] buffer) {
    long second = second(buffer);
    if (second == LogTime.NONE) {
      return "no time, or not a time";
    }
    if (!sink.beginRow(record, second)) {
      return null;
    }
    for (int column = 0; column < columns.size(); column++) {
      if (fields.from(column) < fields.to(column) && !set(column, buffer)) {
        return faults[column];
      }
    }
    sink.endRow();
    return null;
  }

  private long second(byte[] buffer) {
    if (secondColumn != NONE) {
      int from = fields.from(secondColumn);
      int to = fields.to(secondColumn);
      return number.readWhole(buffer, from, to, 0, LogTime.LAST_SECOND)
          ? number.whole()
          : LogTime.NONE;
    }
    long day = time.day(buffer, fields.from(dateColumn), fields.to(dateColumn));
    int second = LogTime.secondOfDay(buffer, fields.from(timeColumn), fields.to(timeColumn));
    return day == LogTime.NONE || second == LogTime.NONE
        ? LogTime.NONE
        : day * DAY_SECONDS + second;
  }

  /** Sets a column that has a value; false if that is not of its type. */
  private boolean set(int column, byte[] buffer) {
    int from = fields.from(column);
    int to = fields.to(column);
    boolean fits = true;
    switch (columns.get(column).type()) {
      case INT -> {
        fits = number.readWhole(buffer, from, to, Integer.MIN_VALUE, Integer.MAX_VALUE);
        if (fits) {
          sink.setInt(column, (int) number.whole());
        }
      }
      case LONG -> {
        fits = number.readWhole(buffer, from, to, Long.MIN_VALUE, Long.MAX_VALUE);
        if (fits) {
          sink.setLong(column, number.whole());
        }
      }
      case FLOAT -> {
        fits = number.readFraction(buffer, from, to);
        if (fits) {
          sink.setFloat(column, number.fraction());
        }
      }
      case DOUBLE -> throw ColumnType.noneInOriginals();
      case STRING -> {
        fields.take(buffer, column);
        sink.setBytes(column, fields.array(), fields.offset(), fields.length());
      }
    }
    return fits;
  }
}
