package org.openspot.scoring.model.record;

import java.util.List;
import java.util.Optional;

/**
 * The columns of a {@code dns} row that scoring reads. A number that is NULL in the table is {@link
 * #NONE}.
 *
 * @param frameTime {@code frame_time}: the time as text, as in Jul 8 2016 06:58:45.765735000 UTC
 * @param time {@code unix_tstamp}: seconds since 1970-01-01 UTC
 * @param length {@code frame_len}: bytes
 * @param client {@code ip_dst}: the address that asked
 * @param name {@code dns_qry_name}
 * @param queryClass {@code dns_qry_class}, hex text
 * @param type {@code dns_qry_type}
 * @param responseCode {@code dns_qry_rcode}
 */
public record DnsRecord(
    String frameTime,
    long time,
    int length,
    String client,
    String name,
    String queryClass,
    int type,
    int responseCode) {
  /** What is read of a row. */
  public static final List<String> COLUMNS =
      List.of(
          "frame_time",
          "unix_tstamp",
          "frame_len",
          "ip_dst",
          "dns_qry_name",
          "dns_qry_class",
          "dns_qry_type",
          "dns_qry_rcode");

  /** What stands for a number that is NULL. */
  public static final int NONE = -1;

  /** The record of a row. */
  public static DnsRecord of(Cells row) {
    return new DnsRecord(
        row.text("frame_time"),
        row.number("unix_tstamp", NONE),
        row.integer("frame_len", NONE),
        row.text("ip_dst"),
        row.text("dns_qry_name"),
        row.text("dns_qry_class"),
        row.integer("dns_qry_type", NONE),
        row.integer("dns_qry_rcode", NONE));
  }

  /** Why the row cannot be scored, or empty: Spot's rules for valid rows, as they were meant. */
  public Optional<String> flaw() {
    if (isMissing(frameTime)) {
      return Optional.of("frame_time is missing");
    }
    if (isMissing(client)) {
      return Optional.of("ip_dst is missing");
    }
    if (isMissing(name) || name.equals("(empty)")) {
      return Optional.of("dns_qry_name is missing");
    }
    if (time < 0) {
      return Optional.of("unix_tstamp is NULL or negative");
    }
    if (length < 0) {
      return Optional.of("frame_len is NULL or negative");
    }
    boolean hasClass = queryClass != null && !queryClass.isBlank() && !queryClass.equals("-");
    if (!hasClass && type == NONE && responseCode < 0) {
      return Optional.of("class, type and response code are all missing");
    }
    return Optional.empty();
  }

  private static boolean isMissing(String text) {
    return text == null || text.isEmpty() || text.equals("-");
  }
}
