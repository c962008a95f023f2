package org.openspot.scoring.model.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Random;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.RowBuffer;

/** Rows of tables, made up: mostly such as there are, some with anything missing or odd. */
final class RowsForTests {
  private static final long DAY = 1_772_409_600L; // 2026-03-02

  private final TableSpec table;
  private final Random random;
  private final boolean odd;

  /**
   * @param odd whether some values are missing or odd
   */
  RowsForTests(String source, long seed, boolean odd) {
    this.table = TableSpec.load(source);
    this.random = new Random(seed);
    this.odd = odd;
  }

  /** A row of the table. */
  RowBuffer next() {
    RowBuffer row = new RowBuffer(table.columns().size());
    switch (table.name()) {
      case "flow" -> flow(row);
      case "dns" -> dns(row);
      default -> request(row);
    }
    return row;
  }

  private void flow(RowBuffer row) {
    long second = DAY + random.nextInt(86_400);
    text(row, "treceived", "2026-03-02 00:00:00");
    number(row, "unix_tstamp", odd && rarely() ? -second : second);
    integer(row, "trhour", odd && rarely() ? 24 : 7);
    integer(row, "trminute", random.nextInt(60));
    integer(row, "trsec", random.nextInt(60));
    text(row, "sip", address());
    text(row, "dip", address());
    integer(row, "sport", port());
    integer(row, "dport", port());
    text(
        row, "proto", pick("TCP", "UDP", "ICMP", "ICMP6", "IGMP", "GRE", "47", " ICMP", "a_b", ""));
    number(row, "ipkt", magnitude());
    number(row, "ibyt", magnitude());
  }

  private void dns(RowBuffer row) {
    text(row, "frame_time", odd && rarely() ? pick("", "-", "x") : "Mar  2 2026 06:58:45.7 UTC");
    number(row, "unix_tstamp", DAY + random.nextInt(86_400));
    integer(row, "frame_len", (int) Math.min(65_535, magnitude()));
    text(row, "ip_dst", odd && rarely() ? pick("", "-", "y") : address());
    text(
        row,
        "dns_qry_name",
        odd && rarely()
            ? pick("", "-", "(empty)", "<Root>", "..", "3.2.1.10.in-addr.arpa")
            : pick("www", "mail", "x" + random.nextInt(50)) + pick(".example.com", ".bbc.co.uk"));
    text(row, "dns_qry_class", odd && rarely() ? pick("", "-", " ", "0x00ff") : "0x0001");
    integer(row, "dns_qry_type", random.nextInt(30) - (odd ? 1 : 0));
    integer(row, "dns_qry_rcode", random.nextInt(4) - (odd ? 1 : 0));
  }

  private void request(RowBuffer row) {
    text(row, "p_date", "2026-03-02");
    text(row, "p_time", String.format("%02d:10:11", random.nextInt(24)));
    text(row, "clientip", address());
    text(row, "host", pick("www.example.com", "cdn.example.org", "10.1.1.1"));
    text(row, "reqmethod", pick("GET", "POST", "CONNECT", "-", "strange method"));
    text(row, "useragent", pick("Mozilla/5.0", "curl/8", "-"));
    text(row, "resconttype", pick("text/html", "image/png; q=1", "/", "-"));
    text(row, "respcode", pick("200", "404", "-", "abc"));
    text(row, "uriport", pick("80", "443", "none"));
    text(row, "fulluri", "www.example.com/" + "a1b2".repeat(random.nextInt(20)));
  }

  private String address() {
    return pick("10.0.0.", "192.168.100.", "2001:db8:0:0:0:0:0:") + random.nextInt(40);
  }

  private int port() {
    return odd && rarely()
        ? List.of(0, -5, 70_000, 2048).get(random.nextInt(4))
        : List.of(53, 80, 443, 123, 3389, 8080, 1024, 1025).get(random.nextInt(8))
            + (random.nextBoolean() ? 40_000 : 0);
  }

  private long magnitude() {
    return odd && rarely() ? -random.nextInt(3) : random.nextInt(1 << random.nextInt(20));
  }

  private boolean rarely() {
    return random.nextInt(8) == 0;
  }

  private String pick(String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  private boolean isLeftOut() {
    return odd && random.nextInt(60) == 0;
  }

  private void text(RowBuffer row, String column, String value) {
    if (!isLeftOut()) {
      byte[] bytes = value.getBytes(UTF_8);
      row.setBytes(table.column(column), bytes, 0, bytes.length);
    }
  }

  private void number(RowBuffer row, String column, long value) {
    if (!isLeftOut()) {
      row.setLong(table.column(column), value);
    }
  }

  private void integer(RowBuffer row, String column, int value) {
    if (!isLeftOut()) {
      row.setInt(table.column(column), value);
    }
  }
}
