package org.openspot.parsers.flow;

import org.openspot.schema.TableSpec;
import org.openspot.schema.row.Reject;
import org.openspot.schema.row.RowSink;

/**
 * One flow as nfdump prints it in {@link #FORMAT}, and the row it becomes. Works on bytes where
 * they are, without an object for a line or a field. Not thread-safe.
 *
 * <p>Of nfdump's times, {@code %trr} and {@code %tsr} are raw seconds; {@code %ter} would be, but
 * nfdump 1.7.1 prints another record's fraction there, so the end is read from {@code %te}.
 *
 * <p>Before a flow within a tunnel nfdump prints a line with the ends of the tunnel and no packets.
 * That is not a record of the file, and all that tells it is its count, {@code %cnt}: 0.
 */
final class FlowLine {
  /**
   * What nfdump is told to print: a mark, so that no notice can pass for a flow, and the fields.
   */
  static final String FORMAT =
      "fmt:@,%trr,%tsr,%te,%sa,%da,%sp,%dp,%pr,%flg,%fwd,%stos,%ipkt,%ibyt,%opkt,%obyt,%in,%out"
          + ",%sas,%das,%dtos,%dir,%ra,%cnt";

  private static final int RECEIVED = 1;
  private static final int START = 2;
  private static final int END = 3;
  private static final int SOURCE = 4;
  private static final int DESTINATION = 5;
  private static final int SOURCE_PORT = 6;
  private static final int DESTINATION_PORT = 7;
  private static final int PROTOCOL = 8;
  private static final int FLAGS = 9;
  private static final int DIRECTION = 21;
  private static final int ROUTER = 22;
  private static final int COUNT = 23;
  private static final int FIELDS = 24;

  private final FlowRow row;
  private final FlowTime time = new FlowTime();
  private final FlowFields fields = new FlowFields(FIELDS);
  private final int[] from = fields.from;
  private final int[] to = fields.to;

  FlowLine(TableSpec table, RowSink sink) {
    row = new FlowRow(table, sink);
  }

  /** Finds the end of the line that begins at an offset; see {@link FlowFields#scan}. */
  int scan(byte[] buffer, int offset, int limit) {
    return fields.scan(buffer, offset, limit);
  }

  /** True if the line scanned last says it is a flow. */
  boolean isMarked(byte[] buffer, int offset) {
    return fields.count() > 1 && buffer[offset] == '@' && buffer[offset + 1] == ',';
  }

  /**
   * True if the line scanned last is no flow of its own, but the tunnel of the one that follows.
   */
  boolean isTunnel(byte[] buffer) {
    return fields.count() == FIELDS && FlowFields.number(buffer, from[COUNT], to[COUNT], 0) == 0;
  }

  /** Makes the line scanned last a row, or a reject. */
  void push(byte[] buffer, int offset, int end, long record) {
    String fault = fields.count() == FIELDS ? row(buffer, record) : "not the fields of a flow";
    if (fault != null) {
      row.reject(Reject.of(record, fault, buffer, offset, end - offset));
    }
  }

  private String row(byte[] buffer, long record) {
    long received = rawMillis(buffer, RECEIVED);
    long start = rawMillis(buffer, START);
    long end = millis(buffer, END);
    if (received < 0) {
      return "received time is not a time";
    }
    if (start < 0) {
      return "start is not a time";
    }
    if (end < 0) {
      return "end is not a time";
    }
    if (!row.begin(record, received, start, end)) {
      return null;
    }
    String fault = ends(buffer);
    if (fault == null) {
      fault = rest(buffer);
    }
    if (fault == null) {
      row.end();
    }
    return fault;
  }

  private String ends(byte[] buffer) {
    if (!isAddress(buffer, SOURCE)) {
      return "source is not an address";
    }
    row.source(buffer, from[SOURCE], to[SOURCE] - from[SOURCE]);
    if (!isAddress(buffer, DESTINATION)) {
      return "destination is not an address";
    }
    row.destination(buffer, from[DESTINATION], to[DESTINATION] - from[DESTINATION]);
    if (!isAddress(buffer, ROUTER)) {
      return "router is not an address";
    }
    row.router(buffer, from[ROUTER], to[ROUTER] - from[ROUTER]);
    long sourcePort = FlowFields.number(buffer, from[SOURCE_PORT], to[SOURCE_PORT], 0xffff);
    if (sourcePort < 0) {
      return "source port is not a port";
    }
    long destinationPort = destinationPort(buffer);
    if (destinationPort < 0) {
      return "destination port is not a port";
    }
    row.ports((int) sourcePort, (int) destinationPort);
    long protocol = FlowFields.number(buffer, from[PROTOCOL], to[PROTOCOL], 0xff);
    if (protocol < 0) {
      return "protocol is not a number to 255";
    }
    row.protocol((int) protocol);
    return null;
  }

  private String rest(byte[] buffer) {
    int length = to[FLAGS] - from[FLAGS];
    if (length < 1 || length > 16 || !isPrintable(buffer, from[FLAGS], to[FLAGS])) {
      return "flags are not flags";
    }
    row.flags(buffer, from[FLAGS], length);
    for (int i = 0; i < FlowRow.NUMBERS; i++) {
      int field = FLAGS + 1 + i;
      long value = FlowFields.number(buffer, from[field], to[field], FlowRow.max(i));
      if (value < 0) {
        return "a counter is not a number that fits its column";
      }
      row.number(i, value);
    }
    if (to[DIRECTION] - from[DIRECTION] != 1) {
      return "direction is neither I nor E";
    }
    byte direction = buffer[from[DIRECTION]];
    if (direction != 'I' && direction != 'E') {
      return "direction is neither I nor E";
    }
    row.direction(direction == 'E');
    return null;
  }

  private static boolean isPrintable(byte[] buffer, int start, int end) {
    for (int i = start; i < end; i++) {
      if (buffer[i] <= ' ' || buffer[i] >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  private boolean isAddress(byte[] buffer, int field) {
    int start = from[field];
    int length = to[field] - start;
    if (length < 2 || length > 45) {
      return false;
    }
    for (int i = start; i < to[field]; i++) {
      byte b = buffer[i];
      boolean ok =
          (b >= '0' && b <= ':') || b == '.' || (b >= 'a' && b <= 'f') || (b >= 'A' && b <= 'F');
      if (!ok) {
        return false;
      }
    }
    return true;
  }

  /** A port, or for ICMP {@code type.code}, which the wire has as one number: type, then code. */
  private long destinationPort(byte[] buffer) {
    int start = from[DESTINATION_PORT];
    int end = to[DESTINATION_PORT];
    for (int i = start; i < end; i++) {
      if (buffer[i] == '.') {
        long type = FlowFields.number(buffer, start, i, 0xff);
        long code = FlowFields.number(buffer, i + 1, end, 0xff);
        return type < 0 || code < 0 ? -1 : type * 256 + code;
      }
    }
    return FlowFields.number(buffer, start, end, 0xffff);
  }

  /** {@code 1674671743.884} in milliseconds, or -1. */
  private long rawMillis(byte[] buffer, int field) {
    int dot = to[field] - 4;
    if (dot <= from[field] || buffer[dot] != '.') {
      return -1;
    }
    long seconds = FlowFields.number(buffer, from[field], dot, FlowTime.LAST_SECOND);
    long fraction = FlowFields.number(buffer, dot + 1, to[field], 999);
    return seconds < 0 || fraction < 0 ? -1 : seconds * 1000 + fraction;
  }

  /** {@code 2023-01-25 18:35:33.254} in milliseconds, or -1. */
  private long millis(byte[] buffer, int field) {
    int start = from[field];
    if (to[field] - start != FlowTime.TEXT_LENGTH + 4
        || buffer[start + FlowTime.TEXT_LENGTH] != '.') {
      return -1;
    }
    long seconds = time.parse(buffer, start);
    long fraction = FlowFields.number(buffer, start + FlowTime.TEXT_LENGTH + 1, to[field], 999);
    return seconds < 0 || fraction < 0 ? -1 : seconds * 1000 + fraction;
  }
}
