package org.openspot.parsers.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.openspot.parsers.text.LogTime;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.RowSink;

/**
 * The row being made of a line: sets its columns and puts {@code fulluri} together as Spot does.
 * Not thread-safe.
 */
final class ProxyRow {
  /** More digits than any count has; what has no more is less than the longest long. */
  private static final int MAX_DIGITS = 15;

  private static final byte[] HTTP_PORT = "80".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HTTPS_PORT = "443".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FTP_PORT = "21".getBytes(StandardCharsets.US_ASCII);

  private final RowSink sink;
  private final int dateColumn;
  private final int timeColumn;
  private final int schemeColumn;
  private final int hostColumn;
  private final int portColumn;
  private final int pathColumn;
  private final int queryColumn;
  private final int extensionColumn;
  private final int fullUriColumn;

  private final LogText value = new LogText();
  private final LogText uriText = new LogText();
  private final LogText host = new LogText();
  private final LogText path = new LogText();
  private final LogText query = new LogText();
  private final RequestUri uri = new RequestUri();
  private final boolean[] hasField;
  private boolean hasHost;
  private boolean hasPath;
  private boolean hasQuery;
  private byte[] fullUri = new byte[512];

  ProxyRow(TableSpec table, RowSink sink) {
    this.sink = sink;
    dateColumn = table.column("p_date");
    timeColumn = table.column("p_time");
    schemeColumn = table.column("urischeme");
    hostColumn = table.column("host");
    portColumn = table.column("uriport");
    pathColumn = table.column("uripath");
    queryColumn = table.column("uriquery");
    extensionColumn = table.column("uriextension");
    fullUriColumn = table.column("fulluri");
    hasField = new boolean[table.columns().size()];
  }

  /** Begins the row of a record, with its time; false if it is not wanted. */
  boolean begin(long record, long epochSecond, LogTime time) {
    if (!sink.beginRow(record, epochSecond)) {
      return false;
    }
    hasHost = false;
    hasPath = false;
    hasQuery = false;
    Arrays.fill(hasField, false);
    time.show(epochSecond);
    sink.setBytes(dateColumn, time.date(), 0, LogTime.DATE_LENGTH);
    sink.setBytes(timeColumn, time.time(), 0, LogTime.TIME_LENGTH);
    return true;
  }

  /** Sets a column from a field; no URL fills it then, even if the field has no value. */
  void set(int column, byte[] buffer, LogFields fields, int field) {
    hasField[column] = true;
    if (!fields.isNull(buffer, field)) {
      LogText text = textOf(column);
      text.take(buffer, fields, field);
      set(column, text);
    }
  }

  /** Sets a column from a piece of a line, unless that is a hyphen or nothing. */
  void set(int column, byte[] buffer, int from, int to, boolean ascii) {
    int length = to - from;
    if (length > 1 || (length == 1 && buffer[from] != '-')) {
      LogText text = textOf(column);
      text.take(buffer, from, to, ascii);
      set(column, text);
    }
  }

  private LogText textOf(int column) {
    if (column == hostColumn) {
      hasHost = true;
      return host;
    }
    if (column == pathColumn) {
      hasPath = true;
      return path;
    }
    if (column == queryColumn) {
      hasQuery = true;
      return query;
    }
    return value;
  }

  private void set(int column, LogText text) {
    sink.setBytes(column, text.array(), text.offset(), text.length());
  }

  /**
   * Sets a number from a piece of a line; a hyphen or nothing is none.
   *
   * @return false if it is no number
   */
  boolean setNumber(int column, byte[] buffer, int from, int to, int scale) {
    if (from == to || (to - from == 1 && buffer[from] == '-')) {
      return true;
    }
    long number = number(buffer, from, to);
    if (number < 0) {
      return false;
    }
    sink.setLong(column, number * scale);
    return true;
  }

  /** A whole number of digits only; -1 for anything else. */
  static long number(byte[] buffer, int from, int to) {
    if (from == to || to - from > MAX_DIGITS) {
      return -1;
    }
    long number = 0;
    for (int i = from; i < to; i++) {
      int digit = buffer[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /** Fills from a field with a URL the columns that no field of their own has set. */
  void setUri(byte[] buffer, LogFields fields, int field, boolean authority) {
    if (fields.isNull(buffer, field)) {
      return;
    }
    uriText.take(buffer, fields, field);
    byte[] text = uriText.array();
    int from = uriText.offset();
    int to = from + uriText.length();
    if (authority) {
      uri.parseAuthority(text, from, to);
    } else {
      uri.parse(text, from, to);
    }
    part(schemeColumn, text, uri.schemeFrom, uri.schemeTo);
    part(hostColumn, text, uri.hostFrom, uri.hostTo);
    part(portColumn, text, uri.portFrom, uri.portTo);
    part(pathColumn, text, uri.pathFrom, uri.pathTo);
    part(queryColumn, text, uri.queryFrom, uri.queryTo);
    part(extensionColumn, text, uri.extensionFrom, uri.extensionTo);
    if (uri.portFrom == uri.portTo && !hasField[portColumn]) {
      setDefaultPort(text, uri.schemeFrom, uri.schemeTo);
    }
  }

  private void part(int column, byte[] text, int from, int to) {
    if (!hasField[column]) {
      // What is cut out of UTF-8 at ASCII characters is UTF-8.
      set(column, text, from, to, true);
    }
  }

  private void setDefaultPort(byte[] text, int from, int to) {
    byte[] port = null;
    if (is("http", text, from, to)) {
      port = HTTP_PORT;
    } else if (is("https", text, from, to)) {
      port = HTTPS_PORT;
    } else if (is("ftp", text, from, to)) {
      port = FTP_PORT;
    }
    if (port != null) {
      sink.setBytes(portColumn, port, 0, port.length);
    }
  }

  /** True if a piece of a buffer is a word of letters, in any case. */
  static boolean is(String word, byte[] buffer, int from, int to) {
    if (to - from != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if ((buffer[from + i] | 0x20) != (word.charAt(i) | 0x20)) {
        return false;
      }
    }
    return true;
  }

  /** Ends the row. Without a host there is no {@code fulluri}. */
  void end() {
    if (hasHost) {
      fullUri = host.appendTo(fullUri, 0);
      int length = host.length();
      if (hasPath && path.length() > 1) {
        fullUri = path.appendTo(fullUri, length);
        length += path.length();
      }
      if (hasQuery && query.length() > 1) {
        fullUri = query.appendTo(fullUri, length);
        length += query.length();
      }
      sink.setBytes(fullUriColumn, fullUri, 0, length);
    }
    sink.endRow();
  }
}
