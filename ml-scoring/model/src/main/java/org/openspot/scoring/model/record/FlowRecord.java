package org.openspot.scoring.model.record;

import java.util.List;
import java.util.Optional;

/**
 * The columns of a {@code flow} row that scoring reads. A number that is NULL in the table is
 * {@link #NONE}.
 *
 * @param received when, as text: yyyy-MM-dd HH:mm:ss, UTC
 * @param time {@code unix_tstamp}: seconds since 1970-01-01 UTC
 * @param clock {@code trhour}, {@code trminute}, {@code trsec}
 * @param source {@code sip} and {@code sport}
 * @param destination {@code dip} and {@code dport}; for ICMP the port is type times 256 plus code
 * @param protocol {@code proto}, such as TCP
 * @param packets {@code ipkt}
 * @param bytes {@code ibyt}
 */
public record FlowRecord(
    String received,
    long time,
    Clock clock,
    Endpoint source,
    Endpoint destination,
    String protocol,
    long packets,
    long bytes) {
  /** What is read of a row. */
  public static final List<String> COLUMNS =
      List.of(
          "treceived",
          "unix_tstamp",
          "trhour",
          "trminute",
          "trsec",
          "sip",
          "sport",
          "dip",
          "dport",
          "proto",
          "ipkt",
          "ibyt");

  /** What stands for a number that is NULL. */
  public static final int NONE = -1;

  /** The record of a row. */
  public static FlowRecord of(Cells row) {
    return new FlowRecord(
        row.text("treceived"),
        row.number("unix_tstamp", NONE),
        new Clock(
            row.integer("trhour", NONE), row.integer("trminute", NONE), row.integer("trsec", NONE)),
        new Endpoint(row.text("sip"), row.integer("sport", NONE)),
        new Endpoint(row.text("dip"), row.integer("dport", NONE)),
        row.text("proto"),
        row.number("ipkt", NONE),
        row.number("ibyt", NONE));
  }

  /** One end of a flow. */
  public record Endpoint(String address, int port) {}

  /** The time of day in the columns Spot has for it. */
  public record Clock(int hour, int minute, int second) {
    /** True if it is one. */
    public boolean isValid() {
      return isWithin(hour, 24) && isWithin(minute, 60) && isWithin(second, 60);
    }

    private static boolean isWithin(int value, int end) {
      return value >= 0 && value < end;
    }
  }

  /** Why the row cannot be scored, or empty: Spot's rules for valid rows, as they were meant. */
  public Optional<String> flaw() {
    if (received == null) {
      return Optional.of("treceived is NULL");
    }
    if (source.address() == null || destination.address() == null) {
      return Optional.of("an address is NULL");
    }
    if (!clock.isValid()) {
      return Optional.of("trhour, trminute, trsec are no time of day");
    }
    if (source.port() < 0 || destination.port() < 0) {
      return Optional.of("a port is NULL or negative");
    }
    if (packets < 0 || bytes < 0) {
      return Optional.of("ipkt or ibyt is NULL or negative");
    }
    return Optional.empty();
  }
}
