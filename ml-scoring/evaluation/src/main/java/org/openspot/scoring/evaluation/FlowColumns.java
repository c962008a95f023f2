package org.openspot.scoring.evaluation;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openspot.scoring.model.record.FlowRecord;

/** The fields of a line by the names in its file's header. */
final class FlowColumns {
  private static final DateTimeFormatter RECEIVED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private static final int LARGEST_PORT = 65_535;

  private final Map<String, Integer> positions = new HashMap<>();

  /** Columns in their order; those named must be among them. */
  FlowColumns(List<String> columns, String... needed) {
    for (int i = 0; i < columns.size(); i++) {
      positions.put(columns.get(i).strip(), i);
    }
    for (String name : needed) {
      if (!positions.containsKey(name)) {
        throw new IllegalArgumentException("the header has no column " + name);
      }
    }
  }

  boolean has(String name) {
    return positions.containsKey(name);
  }

  /** A field; the line must have all that the header names. */
  String text(List<String> fields, String name) {
    if (fields.size() != positions.size()) {
      throw new IllegalArgumentException(
          "has " + fields.size() + " fields and not " + positions.size());
    }
    return fields.get(positions.get(name)).strip();
  }

  /** A number of at least 0; 0 where the field says that there is none. */
  long count(List<String> fields, String name) {
    String text = text(fields, name);
    if (text.isEmpty() || text.equals("-")) {
      return 0;
    }
    long count = whole(text, name);
    if (count < 0) {
      throw new IllegalArgumentException(name + " is negative: " + text);
    }
    return count;
  }

  /** A port, also in hexadecimal; 0 where there is none. */
  int port(List<String> fields, String name) {
    String text = text(fields, name);
    if (text.isEmpty() || text.equals("-")) {
      return 0;
    }
    long port =
        text.startsWith("0x") ? Long.parseLong(text, 2, text.length(), 16) : whole(text, name);
    if (port < 0 || port > LARGEST_PORT) {
      throw new IllegalArgumentException(name + " is no port: " + text);
    }
    return (int) port;
  }

  /** Seconds; 0 where there are none. */
  double seconds(List<String> fields, String name) {
    String text = text(fields, name);
    if (text.isEmpty() || text.equals("-")) {
      return 0;
    }
    try {
      double seconds = Double.parseDouble(text);
      if (Double.isFinite(seconds)) {
        return seconds;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(name + " is not a number of seconds: " + text);
  }

  private static long whole(String text, String name) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " is not a whole number: " + text, e);
    }
  }

  /** A flow that is received at a time, in seconds. */
  static FlowRecord flow(
      double received,
      FlowRecord.Endpoint source,
      FlowRecord.Endpoint destination,
      String protocol,
      long packets,
      long bytes) {
    long second = (long) Math.floor(received);
    ZonedDateTime time = Instant.ofEpochSecond(second).atZone(ZoneOffset.UTC);
    FlowRecord flow =
        new FlowRecord(
            RECEIVED.format(time),
            second,
            new FlowRecord.Clock(time.getHour(), time.getMinute(), time.getSecond()),
            source,
            destination,
            protocol.toUpperCase(Locale.ROOT),
            packets,
            bytes);
    flow.flaw()
        .ifPresent(
            flaw -> {
              throw new IllegalArgumentException(flaw);
            });
    return flow;
  }
}
