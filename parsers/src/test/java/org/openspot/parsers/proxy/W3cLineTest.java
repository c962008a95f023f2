package org.openspot.parsers.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openspot.parsers.proxy.ProxyLogs.read;
import static org.openspot.parsers.proxy.ProxyLogs.readFields;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openspot.parsers.DissectorOptions.LogFormat;
import org.openspot.schema.row.RecordingSink;

/** What real lines hold beside plain values: quotes, times in other forms, bytes of no alphabet. */
class W3cLineTest {
  private static Map<String, Object> only(RecordingSink sink) {
    assertThat(sink.rejects).isEmpty();
    assertThat(sink.rows).hasSize(1);
    return sink.rows.values().iterator().next();
  }

  @Test
  void timesInOtherForms() {
    for (String[] form :
        new String[][] {
          {"gmttime c-ip", "[08/11/2016:23:02:03 GMT] a"},
          {"c-ip localtime", "a [09/Nov/2016:01:02:03 +0200]"},
          {"c-ip localtime", "a \"08/Nov/2016:23:02:03\""},
          {"x-timestamp c-ip", "1478646123 a"},
          {"localtime gmttime c-ip", "[09/Nov/2016:05:02:03 +0600] [08/11/2016:23:02:03 GMT] a"}
        }) {
      assertThat(only(readFields(form[0], form[1])))
          .as(form[0])
          .containsEntry("p_date", "2016-11-08")
          .containsEntry("p_time", "23:02:03")
          .containsEntry("clientip", "a");
    }
  }

  @Test
  void aTimeWithoutADateIsOfTheDayTheLogSaysOrTheNext() {
    RecordingSink sink =
        read(
            LogFormat.W3C,
            "#Date: 2016-11-08 22:00:00\n#Fields: time c-ip\n23:00:00 a\n21:59:59 b\n01:00:00 c\n"
                + "#Date: 2016-11-30\n01:00:00 d\n#Fields: c-ip\ne\n#Date: nonsense\nf\n");
    assertThat(sink.rows.values())
        .extracting(row -> row.get("p_date") + " " + row.get("p_time"))
        .containsExactly(
            "2016-11-08 23:00:00",
            "2016-11-08 21:59:59",
            "2016-11-09 01:00:00",
            "2016-11-30 01:00:00",
            "2016-11-30 00:00:00");
    assertThat(sink.rejects).singleElement().matches(reject -> reject.record() == 10);
  }

  @Test
  void quotesAreRemovedAndThoseWithinKept() {
    String fields = "date time cs(User-Agent) c-ip";
    String[][] agents = {
      {"\"a b\"", "a b"},
      {"\"a \"\"b\"\" c\"", "a \"b\" c"},
      {"\"a \\\"b\\\" c\"", "a \"b\" c"},
      {"\"a\"b c\"", "a\"b c"},
      {"\"C:\\dir\\\"", "C:\\dir\\"},
      {"\"\\\\share\\x\"", "\\\\share\\x"},
      {"a\"b", "a\"b"},
      {"\"\"\"q\"\"\"", "\"q\""},
      {"\"a\tb\"", "a\tb"}
    };
    for (String[] agent : agents) {
      assertThat(only(readFields(fields, "2016-11-08 01:02:03 " + agent[0] + " x")))
          .as(agent[0])
          .containsEntry("useragent", agent[1])
          .containsEntry("clientip", "x");
    }
    for (String none : new String[] {"-", "\"-\"", "\"\""}) {
      assertThat(only(readFields(fields, "2016-11-08 01:02:03 " + none + " x")))
          .doesNotContainKey("useragent");
    }
    assertThat(readFields(fields, "2016-11-08 01:02:03 \"a b x").rejects)
        .singleElement()
        .matches(reject -> reject.reason().equals("quoted value without an end"));
  }

  @Test
  void linesEndInEveryUsualWay() {
    String line = "2016-11-08\t01:02:03   a";
    RecordingSink sink =
        read(
            LogFormat.W3C,
            "\ufeff#Fields: date time c-ip\r\n" + line + "\r\n\r\n \t\n" + line + "\n" + line);
    assertThat(sink.rows).containsOnlyKeys(1L, 4L, 5L);
    assertThat(sink.rows.values()).allMatch(row -> row.get("clientip").equals("a"));
    assertThat(sink.passedOver).containsExactly(0L, 2L, 3L);
  }

  @Test
  void bytesThatAreNotUtf8AreReplaced() {
    byte[] log =
        "#Fields: date time c-ip cs-host\n2016-11-08 01:02:03 \"a\"\"\u00ff\" gr\u00fc\u00dfe\n"
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThat(only(read(LogFormat.W3C, log)))
        .containsEntry("clientip", "a\"\ufffd")
        .containsEntry("host", "gr\ufffd\ufffde")
        .containsEntry("fulluri", "gr\ufffd\ufffde");
    assertThat(only(readFields("date time cs-host", "2016-11-08 01:02:03 gr\u00fc\u00dfe")))
        .containsEntry("host", "gr\u00fc\u00dfe");
  }

  @Test
  void largeCountsFit() {
    assertThat(
            only(
                readFields(
                    "date time duration sc-bytes cs-bytes", "2016-11-08 01:02:03 3 5000000000 -")))
        .containsEntry("duration", 3000L)
        .containsEntry("scbytes", 5_000_000_000L)
        .doesNotContainKey("csbytes");
  }
}
