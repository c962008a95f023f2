package org.openspot.parsers.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.openspot.parsers.DissectorOptions.LogFormat;
import org.openspot.parsers.Requirement;
import org.openspot.schema.row.RecordingSink;

/** Every line of logs from real proxies, against a reading with regular expressions. */
class RealProxyLogsTest {
  private static final Pattern TOKEN = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final Pattern URL =
      Pattern.compile("(\\w+)://([^/:]+)(?::(\\d+))?([^?]*)(\\?.*)?");
  private static final List<String> MAIN =
      List.of(
          "p_date",
          "p_time",
          "duration",
          "clientip",
          "respcode",
          "action",
          "scbytes",
          "csbytes",
          "reqmethod",
          "urischeme",
          "host",
          "uripath",
          "uriquery",
          "username",
          "",
          "",
          "resconttype",
          "useragent",
          "filterresult",
          "webcat",
          "virusid",
          "serverip");

  @TestFactory
  Stream<DynamicTest> files() throws IOException {
    try (Stream<Path> files = Files.list(Requirement.data("proxy"))) {
      return files.sorted().toList().stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compare(file)));
    }
  }

  private static void compare(Path file) throws IOException {
    boolean squid = file.getFileName().toString().contains("squid");
    LogFormat format = squid ? LogFormat.SQUID : LogFormat.BLUECOAT_26;
    List<String> lines = Files.readAllLines(file);
    RecordingSink sink = ProxyLogs.read(format, Files.readAllBytes(file));
    assertThat(sink.rejects).isEmpty();
    assertThat(sink.rows.size() + sink.passedOver.size()).isEqualTo(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("#")) {
        assertThat(sink.passedOver).contains((long) i);
      } else {
        Map<String, Object> expected = squid ? squid(line) : main(line);
        assertThat(sink.rows.get((long) i)).as(line).isEqualTo(expected);
      }
    }
    assertThat(ProxyLogs.dissector(format).inspect(file.getFileName().toString(), file))
        .isAfter(Instant.parse("2005-01-01T00:00:00Z"));
  }

  private static List<String> tokens(String line) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(line);
    while (matcher.find()) {
      tokens.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    return tokens;
  }

  private static Map<String, Object> main(String line) {
    Map<String, Object> row = new LinkedHashMap<>();
    List<String> tokens = tokens(line);
    for (int i = 0; i < MAIN.size(); i++) {
      put(row, MAIN.get(i), tokens.get(i));
    }
    return withFullUri(row);
  }

  private static Map<String, Object> squid(String line) {
    Map<String, Object> row = new LinkedHashMap<>();
    List<String> tokens = tokens(line);
    String time =
        Instant.ofEpochSecond(Long.parseLong(tokens.get(0).split("\\.", 2)[0])).toString();
    put(row, "p_date", time.substring(0, 10));
    put(row, "p_time", time.substring(11, 19));
    put(row, "duration", tokens.get(1));
    put(row, "clientip", tokens.get(2));
    put(row, "action", tokens.get(3).split("/", 2)[0]);
    put(row, "respcode", tokens.get(3).split("/", 2)[1]);
    put(row, "scbytes", tokens.get(4));
    put(row, "reqmethod", tokens.get(5));
    Matcher url = URL.matcher(tokens.get(6));
    assertThat(url.matches()).isTrue();
    put(row, "urischeme", url.group(1));
    put(row, "host", url.group(2));
    put(row, "uriport", url.group(3) == null ? "80" : url.group(3));
    put(row, "uripath", url.group(4));
    put(row, "uriquery", url.group(5));
    String last = url.group(4).substring(url.group(4).lastIndexOf('/') + 1);
    put(row, "uriextension", last.contains(".") ? last.substring(last.lastIndexOf('.') + 1) : "-");
    put(row, "username", tokens.get(7));
    put(row, "serverip", tokens.get(8).split("/", 2)[1]);
    put(row, "resconttype", tokens.get(9));
    return withFullUri(row);
  }

  private static void put(Map<String, Object> row, String column, String value) {
    if (!column.isEmpty() && value != null && !value.equals("-") && !value.isEmpty()) {
      boolean number = List.of("duration", "scbytes", "csbytes").contains(column);
      row.put(column, number ? (Object) Long.parseLong(value) : value);
    }
  }

  private static Map<String, Object> withFullUri(Map<String, Object> row) {
    String path = (String) row.getOrDefault("uripath", "-");
    String query = (String) row.getOrDefault("uriquery", "-");
    row.put(
        "fulluri",
        row.get("host") + (path.length() > 1 ? path : "") + (query.length() > 1 ? query : ""));
    return row;
  }
}
