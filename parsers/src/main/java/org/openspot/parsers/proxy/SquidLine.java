package org.openspot.parsers.proxy;

import org.openspot.parsers.text.LogTime;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.Reject;
import org.openspot.schema.row.RowSink;

/**
 * A line of Squid's native access.log, and the row it becomes: {@code time elapsed client
 * action/code bytes method URL user hierarchy/peer type}, with the headers of request and response
 * in brackets behind where Squid was told to log them. Not thread-safe.
 */
final class SquidLine {
  private static final int TIME = 0;
  private static final int ELAPSED = 1;
  private static final int CLIENT = 2;
  private static final int RESULT = 3;
  private static final int BYTES = 4;
  private static final int METHOD = 5;
  private static final int URL = 6;
  private static final int USER = 7;
  private static final int HIERARCHY = 8;
  private static final int TYPE = 9;
  private static final int FIELDS = 10;

  private final RowSink sink;
  private final ProxyRow row;
  private final LogTime time;
  private final LogFields fields = new LogFields();
  private final int duration;
  private final int clientip;
  private final int action;
  private final int respcode;
  private final int scbytes;
  private final int reqmethod;
  private final int username;
  private final int serverip;
  private final int resconttype;

  SquidLine(TableSpec table, ProxyRow row, LogTime time, RowSink sink) {
    this.row = row;
    this.time = time;
    this.sink = sink;
    duration = table.column("duration");
    clientip = table.column("clientip");
    action = table.column("action");
    respcode = table.column("respcode");
    scbytes = table.column("scbytes");
    reqmethod = table.column("reqmethod");
    username = table.column("username");
    serverip = table.column("serverip");
    resconttype = table.column("resconttype");
  }

  /** Makes a line a row, or a reject. */
  void push(long record, byte[] buffer, int from, int to) {
    String fault = row(record, buffer, from, to);
    if (fault != null) {
      sink.reject(Reject.of(record, fault, buffer, from, to - from));
    }
  }

  private String row(long record, byte[] buffer, int from, int to) {
    fields.scanWords(buffer, from, to);
    if (fields.count() < FIELDS
        || (fields.count() > FIELDS && buffer[fields.from(FIELDS)] != '[')) {
      return "not the 10 fields of Squid's log";
    }
    long second = second(buffer);
    int slash = LogFields.indexOf(buffer, '/', fields.from(RESULT), fields.to(RESULT));
    if (second == LogTime.NONE) {
      return "no time, or not a time";
    }
    if (slash < 0) {
      return "no action and status";
    }
    if (!row.begin(record, second, time)) {
      return null;
    }
    boolean ascii = fields.isAscii();
    row.set(clientip, buffer, fields, CLIENT);
    row.set(action, buffer, fields.from(RESULT), slash, ascii);
    row.set(respcode, buffer, slash + 1, fields.to(RESULT), ascii);
    row.set(reqmethod, buffer, fields, METHOD);
    row.set(username, buffer, fields, USER);
    row.set(resconttype, buffer, fields, TYPE);
    int peer = 1 + LogFields.indexOf(buffer, '/', fields.from(HIERARCHY), fields.to(HIERARCHY));
    if (peer > 0 && isAddress(buffer, peer, fields.to(HIERARCHY))) {
      row.set(serverip, buffer, peer, fields.to(HIERARCHY), ascii);
    }
    if (!row.setNumber(duration, buffer, fields.from(ELAPSED), fields.to(ELAPSED), 1)) {
      return "elapsed time is not a number";
    }
    if (!row.setNumber(scbytes, buffer, fields.from(BYTES), fields.to(BYTES), 1)) {
      return "size is not a number";
    }
    boolean connect = ProxyRow.is("connect", buffer, fields.from(METHOD), fields.to(METHOD));
    row.setUri(buffer, fields, URL, connect);
    row.end();
    return null;
  }

  /** Seconds with three decimals, or without. */
  private long second(byte[] buffer) {
    int from = fields.from(TIME);
    int to = fields.to(TIME);
    int dot = LogFields.indexOf(buffer, '.', from, to);
    if (dot >= 0 && ProxyRow.number(buffer, dot + 1, to) < 0) {
      return LogTime.NONE;
    }
    return LogTime.inRange(ProxyRow.number(buffer, from, dot < 0 ? to : dot));
  }

  /** True for what can be an address, rather than a name. */
  private static boolean isAddress(byte[] buffer, int from, int to) {
    boolean colon = LogFields.indexOf(buffer, ':', from, to) >= 0;
    for (int i = from; i < to; i++) {
      byte c = buffer[i];
      int letter = c | 0x20;
      boolean hex = (c >= '0' && c <= '9') || (colon && letter >= 'a' && letter <= 'f');
      if (!hex && c != '.' && c != ':') {
        return false;
      }
    }
    return from < to;
  }
}
