package org.openspot.parsers.generate;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.openspot.parsers.generate.GeneratedDns.Answer;

/** Generated events as the columns of their table, as text. Columns that are null are left out. */
final class GeneratedRows {
  private static final DateTimeFormatter RECEIVED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** As in Jul 8 2016 06:58:45.765735000 UTC. */
  private static final DateTimeFormatter FRAME =
      new DateTimeFormatterBuilder()
          .appendPattern("MMM ")
          .padNext(2)
          .appendValue(ChronoField.DAY_OF_MONTH)
          .appendPattern(" yyyy HH:mm:ss.SSSSSSSSS 'UTC'")
          .toFormatter(Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private GeneratedRows() {}

  /** A flow that is received when it ends, as it is of an exporter that sends at once. */
  static Map<String, String> of(GeneratedFlow flow) {
    Instant end = Instant.ofEpochMilli(flow.endMillis());
    Map<String, String> row = new LinkedHashMap<>();
    String received = RECEIVED.format(end);
    row.put("treceived", received);
    row.put("unix_tstamp", Long.toString(end.getEpochSecond()));
    String[] columns = {"tryear", "trmonth", "trday", "trhour", "trminute", "trsec"};
    int at = 0;
    for (String column : columns) {
      int length = column.equals("tryear") ? 4 : 2;
      row.put(column, Integer.toString(Integer.parseInt(received, at, at + length, 10)));
      at += length + 1;
    }
    row.put("tdur", Float.toString((float) (flow.durationMillis() / 1000.0)));
    row.put("sip", flow.sourceText());
    row.put("dip", flow.destinationText());
    row.put("sport", Integer.toString(flow.sourcePort()));
    row.put("dport", Integer.toString(flow.destinationPort()));
    row.put("proto", protocol(flow.protocol()));
    row.put("stos", Integer.toString(flow.tos()));
    row.put("ipkt", Integer.toString(flow.packets()));
    row.put("ibyt", Integer.toString(flow.bytes()));
    row.put("opkt", "0");
    row.put("obyt", "0");
    return row;
  }

  private static String protocol(int number) {
    return switch (number) {
      case 1 -> "ICMP";
      case 6 -> "TCP";
      case 17 -> "UDP";
      default -> throw new IllegalArgumentException("protocol " + number + " is not made up");
    };
  }

  /** A request as a log of Blue Coat's has it. */
  static Map<String, String> of(GeneratedRequest request) {
    String time = RECEIVED.format(Instant.ofEpochMilli(request.timeMillis()));
    int day = time.indexOf(' ');
    Map<String, String> row = new LinkedHashMap<>();
    row.put("p_date", time.substring(0, day));
    row.put("p_time", time.substring(day + 1));
    row.put("clientip", request.client());
    row.put("host", request.host());
    row.put("reqmethod", request.method());
    row.put("useragent", request.agent());
    row.put("resconttype", request.contentType());
    row.put("duration", Integer.toString(request.takenMillis()));
    row.put("username", request.user());
    row.put("authgroup", request.group());
    row.put("exceptionid", request.exception());
    row.put("filterresult", request.filterResult());
    row.put("webcat", request.category());
    row.put("referer", request.referer());
    row.put("respcode", Integer.toString(request.status()));
    row.put("action", request.action());
    row.put("urischeme", request.scheme());
    row.put("uriport", Integer.toString(request.port()));
    row.put("uripath", request.path());
    row.put("uriquery", request.query());
    row.put("uriextension", request.extension());
    row.put("serverip", ProxyLogFormat.ADDRESS);
    row.put("scbytes", Long.toString(request.bytesToClient()));
    row.put("csbytes", Long.toString(request.bytesFromClient()));
    row.put("bcappname", ProxyLogFormat.NONE);
    row.put("bcappoper", ProxyLogFormat.NONE);
    row.put("fulluri", request.host() + part(request.path()) + part(request.query()));
    row.values().removeIf(Objects::isNull);
    return row;
  }

  /** A path of "/" is none. */
  private static String part(String text) {
    return text == null || text.length() < 2 ? "" : text;
  }

  /** The response to a name; the buffer is for its packet. */
  static Map<String, String> of(GeneratedDns dns, ByteBuffer packet) {
    packet.clear();
    PacketWriter.write(dns, true, packet);
    long micros = dns.millis() * 1000 + dns.delayMicros();
    Instant time = Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000);
    Map<String, String> row = new LinkedHashMap<>();
    row.put("frame_time", FRAME.format(time));
    row.put("unix_tstamp", Long.toString(time.getEpochSecond()));
    row.put("frame_len", Integer.toString(packet.position()));
    row.put("ip_dst", dns.clientText());
    row.put("ip_src", dns.serverText());
    row.put("dns_qry_name", dns.name());
    row.put("dns_qry_class", "0x0001");
    row.put("dns_qry_type", Integer.toString(dns.type()));
    row.put("dns_qry_rcode", Integer.toString(dns.rcode()));
    StringBuilder answers = new StringBuilder();
    for (Answer answer : dns.answers()) {
      answers.append(answers.isEmpty() ? "" : "|").append(answer.data());
    }
    row.put("dns_a", answers.toString());
    return row;
  }
}
