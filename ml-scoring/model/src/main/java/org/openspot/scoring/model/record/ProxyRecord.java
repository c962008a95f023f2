package org.openspot.scoring.model.record;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The columns of a {@code proxy} row that scoring reads. Any may be null.
 *
 * @param date {@code p_date}: yyyy-MM-dd, UTC
 * @param time {@code p_time}: HH:mm:ss, UTC
 * @param client the client's address
 * @param host {@code host} of the URL
 * @param method {@code reqmethod}
 * @param userAgent as the client said
 * @param contentType {@code resconttype}
 * @param responseCode {@code respcode}
 * @param uri {@code fulluri}: host, path and query
 * @param bytesSent {@code csbytes}: from the client; 0 for NULL
 */
public record ProxyRecord(
    String date,
    String time,
    String client,
    String host,
    String method,
    String userAgent,
    String contentType,
    String responseCode,
    String uri,
    long bytesSent) {
  /** Of what words are made. */
  public static final List<String> WORD_COLUMNS =
      List.of(
          "p_date",
          "p_time",
          "clientip",
          "host",
          "reqmethod",
          "useragent",
          "resconttype",
          "respcode",
          "fulluri");

  private static final String BYTES_SENT = "csbytes";

  /** What is read of a row. */
  public static final List<String> COLUMNS =
      Stream.concat(WORD_COLUMNS.stream(), Stream.of(BYTES_SENT)).toList();

  /** What stands for a user agent and for a content type that is NULL. */
  public static final String NO_TEXT = "-";

  /** The record of a row. */
  public static ProxyRecord of(Cells row) {
    return new ProxyRecord(
        row.text("p_date"),
        row.text("p_time"),
        row.text("clientip"),
        row.text("host"),
        row.text("reqmethod"),
        row.text("useragent"),
        row.text("resconttype"),
        row.text("respcode"),
        row.text("fulluri"),
        row.number(BYTES_SENT, 0));
  }

  /** Why the row cannot be scored, or empty: Spot's rules for valid rows. */
  public Optional<String> flaw() {
    if (date == null || time == null) {
      return Optional.of("p_date or p_time is NULL");
    }
    if (client == null) {
      return Optional.of("clientip is NULL");
    }
    if (host == null || uri == null) {
      return Optional.of("host or fulluri is NULL");
    }
    return Optional.empty();
  }

  /** When, in seconds since 1970-01-01 UTC; empty for a time as nobody writes it. */
  public OptionalLong epochSecond() {
    try {
      return OptionalLong.of(
          LocalDateTime.of(LocalDate.parse(date), LocalTime.parse(time))
              .toEpochSecond(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }

  /** The user agent as it is counted. */
  public String countedAgent() {
    return userAgent == null ? NO_TEXT : userAgent;
  }
}
