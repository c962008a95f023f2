package org.openspot.parsers.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.openspot.parsers.proxy.ProxyLogs.LINE_26;
import static org.openspot.parsers.proxy.ProxyLogs.LINE_27;
import static org.openspot.parsers.proxy.ProxyLogs.SQUID_LINE;
import static org.openspot.parsers.proxy.ProxyLogs.read;
import static org.openspot.parsers.proxy.ProxyLogs.readFields;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openspot.parsers.DissectorOptions.LogFormat;
import org.openspot.schema.row.RecordingSink;

class ProxyLogDissectorTest {
  private static Map<String, Object> only(RecordingSink sink) {
    assertThat(sink.rejects).isEmpty();
    assertThat(sink.rows).hasSize(1);
    return sink.rows.values().iterator().next();
  }

  private static void row27(Map<String, Object> row) {
    assertThat(row)
        .containsOnly(
            entry("p_date", "2016-11-08"),
            entry("p_time", "09:03:04"),
            entry("duration", 183L),
            entry("clientip", "10.20.1.12"),
            entry("username", "jdoe"),
            entry("authgroup", "sales dept"),
            entry("filterresult", "OBSERVED"),
            entry("webcat", "News/Media;Sports"),
            entry("referer", "http://www.example.com/start"),
            entry("respcode", "200"),
            entry("action", "TCP_NC_MISS"),
            entry("reqmethod", "GET"),
            entry("resconttype", "text/html;charset=utf-8"),
            entry("urischeme", "http"),
            entry("host", "www.example.org"),
            entry("uriport", "80"),
            entry("uripath", "/news/today.html"),
            entry("uriquery", "?id=7&x=y"),
            entry("uriextension", "html"),
            entry("useragent", "Mozilla/5.0 (X11; Linux x86_64)"),
            entry("serverip", "192.0.2.17"),
            entry("scbytes", 5120L),
            entry("csbytes", 611L),
            entry("bcappname", "none"),
            entry("fulluri", "www.example.org/news/today.html?id=7&x=y"));
  }

  /** What is appended to a log is read by the directives in force where it begins. */
  @Test
  void theTailOfALogBringsItsDirectives() throws IOException {
    String head = "#Fields: date time\n#Date: 2016-11-08\n#Fields: date c-ip\n";
    byte[] log = (head + "2016-11-08 10.0.0.1\n#Fields: time\n").getBytes(StandardCharsets.UTF_8);
    byte[] prologue =
        ProxyLogs.dissector(LogFormat.W3C)
            .prologue(new ByteArrayInputStream(log), head.length() + 20);
    assertThat(prologue)
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("#Date: 2016-11-08\n#Fields: date c-ip\n");
  }

  @Test
  void withoutADirectiveLinesHaveSpots27Fields() {
    RecordingSink sink = read(LogFormat.W3C, LINE_27 + "\n");
    row27(only(sink));
    assertThat(sink.times)
        .containsExactly(entry(0L, Instant.parse("2016-11-08T09:03:04Z").getEpochSecond()));
    row27(only(read(LogFormat.BLUECOAT_27, LINE_27)));
  }

  @Test
  void blueCoatsMainFormatHas26Fields() {
    assertThat(only(read(LogFormat.BLUECOAT_26, LINE_26 + "\n")))
        .containsOnly(
            entry("p_date", "2005-05-04"),
            entry("p_time", "17:16:12"),
            entry("duration", 51L),
            entry("clientip", "45.14.4.127"),
            entry("respcode", "200"),
            entry("action", "TCP_NC_MISS"),
            entry("scbytes", 926L),
            entry("csbytes", 1104L),
            entry("reqmethod", "GET"),
            entry("urischeme", "http"),
            entry("host", "images.google.com"),
            entry("uripath", "/imgres"),
            entry("uriquery", "?imgurl=http://a.b/c.gif"),
            entry("username", "sally"),
            entry("resconttype", "text/html"),
            entry("useragent", "Mozilla/5.0 (Macintosh; U) Safari/312"),
            entry("filterresult", "PROXIED"),
            entry("webcat", "Hacking/Proxy%20Avoidance"),
            entry("serverip", "192.16.170.42"),
            entry("fulluri", "images.google.com/imgres?imgurl=http://a.b/c.gif"));
  }

  @Test
  void aDirectiveWinsOverTheConfiguredLayoutAndMayChange() {
    String log =
        "#Fields: date time cs-host c-ip\n"
            + "2016-11-08 01:02:03 a.example 10.0.0.1\n"
            + "#Fields: c-ip date time cs-host sc-bytes\n"
            + "10.0.0.2 2016-11-09 01:02:03 b.example 12\n"
            + "2016-11-08 01:02:03 a.example 10.0.0.1\n";
    for (LogFormat format : LogFormat.values()) {
      RecordingSink sink = read(format, log);
      assertThat(sink.passedOver).containsExactly(0L, 2L);
      assertThat(sink.rows).containsOnlyKeys(1L, 3L);
      assertThat(sink.rows.get(1L)).containsEntry("host", "a.example");
      assertThat(sink.rows.get(3L))
          .containsEntry("host", "b.example")
          .containsEntry("scbytes", 12L);
      assertThat(sink.rejects).singleElement().matches(reject -> reject.record() == 4);
    }
  }

  @Test
  void squidsLinesBecomeRowsWithTheUrlTakenApart() {
    assertThat(only(read(LogFormat.SQUID, SQUID_LINE + "\n")))
        .containsOnly(
            entry("p_date", "2016-04-25"),
            entry("p_time", "09:26:22"),
            entry("duration", 161L),
            entry("clientip", "127.0.0.1"),
            entry("action", "TCP_MISS"),
            entry("respcode", "200"),
            entry("scbytes", 103701L),
            entry("reqmethod", "GET"),
            entry("urischeme", "http"),
            entry("host", "www.cnn.com"),
            entry("uriport", "80"),
            entry("uripath", "/a/b.html"),
            entry("uriquery", "?q=1"),
            entry("uriextension", "html"),
            entry("username", "bob"),
            entry("serverip", "199.27.79.73"),
            entry("resconttype", "text/html"),
            entry("fulluri", "www.cnn.com/a/b.html?q=1"));
  }

  @Test
  void squidTunnelsAndOddUrls() {
    String start = "1461576382.642 5 10.0.0.1 TCP_TUNNEL/200 39 ";
    assertThat(
            only(
                read(
                    LogFormat.SQUID,
                    start + "CONNECT mail.example:993 - HIER_DIRECT/2001:db8::1 -")))
        .containsEntry("host", "mail.example")
        .containsEntry("uriport", "993")
        .containsEntry("fulluri", "mail.example")
        .containsEntry("serverip", "2001:db8::1")
        .doesNotContainKeys("urischeme", "uripath", "username", "resconttype");
    assertThat(only(read(LogFormat.SQUID, start + "GET http://u:p@[::1]:81?a|b - NONE/cache.x -")))
        .containsEntry("host", "[::1]")
        .containsEntry("uriport", "81")
        .containsEntry("uriquery", "?a|b")
        .containsEntry("fulluri", "[::1]?a|b")
        .doesNotContainKeys("uripath", "serverip");
    assertThat(only(read(LogFormat.SQUID, start + "NONE error:invalid-request - NONE/- text/html")))
        .containsEntry("uripath", "error:invalid-request")
        .doesNotContainKeys("host", "fulluri", "serverip");
    assertThat(only(read(LogFormat.SQUID, start + "GET http://a/ - NONE/- - [x: y z] [b]")))
        .containsEntry("fulluri", "a");
    for (String bad :
        new String[] {
          "x 5 10.0.0.1 A/200 39 GET http://a/ - NONE/- -",
          "1.1 z 10.0.0.1 A/200 39 GET http://a/ - NONE/- -",
          "1.1 5 10.0.0.1 A 39 GET http://a/ - NONE/- -",
          "1.1 5 10.0.0.1 A/200 q GET http://a/ - NONE/- -",
          "1.1 5 10.0.0.1 A/200 39 GET http://a/ - NONE/-",
          "1.1 5 10.0.0.1 A/200 39 GET http://a/ - NONE/- - more"
        }) {
      assertThat(read(LogFormat.SQUID, bad).rejects).as(bad).hasSize(1);
    }
  }

  @Test
  void urlsFillTheColumnsThatHaveNoFieldOfTheirOwn() {
    assertThat(only(readFields("date time cs-uri", "2016-11-08 01:02 https://h.example/a.b/c?d=e")))
        .containsEntry("p_time", "01:02:00")
        .containsEntry("urischeme", "https")
        .containsEntry("host", "h.example")
        .containsEntry("uriport", "443")
        .containsEntry("uripath", "/a.b/c")
        .containsEntry("uriquery", "?d=e")
        .containsEntry("fulluri", "h.example/a.b/c?d=e")
        .doesNotContainKey("uriextension");
    assertThat(
            only(
                readFields(
                    "date time cs-host cs-uri-stem cs-uri-query",
                    "2016-11-08 01:02:03.456 h.example /a.php x=1")))
        .containsEntry("p_time", "01:02:03")
        .containsEntry("uriextension", "php")
        .containsEntry("fulluri", "h.example/a.phpx=1");
  }

  @Test
  void pathsAndQueriesOfOneCharacterAreNoPartOfTheFullUri() {
    String fields = "date time cs-host cs-uri-path cs-uri-query";
    assertThat(only(readFields(fields, "2016-11-08 01:02:03 h / ?"))).containsEntry("fulluri", "h");
    assertThat(only(readFields(fields, "2016-11-08 01:02:03 h - ?a")))
        .containsEntry("fulluri", "h?a")
        .doesNotContainKey("uripath");
    assertThat(only(readFields(fields, "2016-11-08 01:02:03 - /a ?a")))
        .doesNotContainKey("fulluri");
  }

  @Test
  void ofSeveralFieldsForAColumnTheMostPreciseWins() {
    assertThat(
            only(
                readFields(
                    "date time sc-filter-category cs-categories c-dns c-ip CS(user-AGENT)",
                    "2016-11-08 01:02:03 one two name 10.0.0.1 agent")))
        .containsEntry("webcat", "two")
        .containsEntry("clientip", "10.0.0.1")
        .containsEntry("useragent", "agent");
  }

  @Test
  void aBadLineNeverCostsAnother() {
    String good = LINE_27 + "\n";
    String[] bad = {
      LINE_27.replace("2016-11-08", "2016-02-30"),
      LINE_27.replace("09:03:04", "24:00:00"),
      LINE_27.replace("2016-11-08", "-"),
      LINE_27.replace(" 183 ", " -183 "),
      LINE_27.replace(" 183 ", " 18x "),
      LINE_27.replace(" 5120 ", " 99999999999999999999 "),
      LINE_27.replace(" 611 ", " 6.11 "),
      LINE_27 + " more",
      LINE_27.substring(0, 200),
      LINE_27.replace("x86_64)\"", "x86_64)"),
      "\u0000\u0001 nonsense"
    };
    for (String line : bad) {
      RecordingSink sink = read(LogFormat.W3C, good + line + "\n" + good);
      assertThat(sink.rows).as(line).containsOnlyKeys(0L, 2L);
      row27(sink.rows.get(0L));
      row27(sink.rows.get(2L));
      assertThat(sink.rejects).singleElement().matches(reject -> reject.record() == 1);
      assertThat(sink.rejects.get(0).raw()).isEqualTo(line.getBytes(StandardCharsets.UTF_8));
    }
  }
}
