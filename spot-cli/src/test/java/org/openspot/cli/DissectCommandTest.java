package org.openspot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.core.error.ConfigException;
import org.openspot.parsers.generate.FlowGenerator;
import org.openspot.parsers.generate.GeneratorSettings;
import org.openspot.parsers.generate.ProxyGenerator;
import org.openspot.parsers.generate.ProxyGeneratorSettings;
import org.openspot.parsers.generate.TrafficSettings;
import org.openspot.parsers.process.Tool;
import org.openspot.parsers.process.ToolLimits;
import org.openspot.schema.Column;
import org.openspot.schema.TableSpec;

class DissectCommandTest {
  private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");
  private static final String SQUID =
      "1461576382.642    161 127.0.0.1 TCP_MISS/200 103701 GET http://www.cnn.com/a - DIRECT/- -\n";

  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  @TempDir private Path directory;

  /** Nothing listens on port 1. */
  @BeforeEach
  void configure() throws IOException {
    configure("flow: {type: flow}, web: {type: proxy}");
  }

  private void configure(String pipelines) throws IOException {
    Files.createDirectories(directory.resolve("conf"));
    Files.writeString(
        directory.resolve("conf/spot.yaml"),
        "kafka: {bootstrap-servers: 'localhost:1'}\nhadoop: {default-fs: 'hdfs://localhost:1'}\n"
            + "hive: {url: 'jdbc:hive2://localhost:1/'}\npipelines: {"
            + pipelines
            + "}\n");
  }

  private int spot(String... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    Console console = new Console(new PrintWriter(out), new PrintWriter(err, true));
    return new Main(new Installation(directory, Map.of()), console).run(arguments);
  }

  private int dissect(Path file, String... options) {
    List<String> arguments = new ArrayList<>(List.of("dissect"));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("--", file.toString()));
    return spot(arguments.toArray(String[]::new));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text, StandardCharsets.UTF_8);
  }

  private Path proxyLog(int requests) {
    TrafficSettings traffic = new TrafficSettings(1, requests, START, Duration.ofMinutes(5));
    return ProxyGenerator.generate(ProxyGeneratorSettings.of(traffic, 1, directory)).get(0).path();
  }

  private Path flows(int flows) {
    try {
      Tool.locate("nfcapd");
    } catch (ConfigException e) {
      String message = e.getMessage() + ": install it to run this test";
      return System.getenv("CI") != null ? fail(message) : abort(message);
    }
    TrafficSettings traffic = new TrafficSettings(1, flows, START, Duration.ofMinutes(5));
    return FlowGenerator.generate(new GeneratorSettings(traffic, 1, 5, 0, directory, "nfcapd"))
        .get(0)
        .path();
  }

  private List<JsonNode> json() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : out.toString().lines().toList()) {
      nodes.add(mapper.readTree(line));
    }
    return nodes;
  }

  private static List<String> columns(String table) {
    return TableSpec.load(table).columns().stream().map(Column::name).toList();
  }

  @Test
  void rowsAsJsonHaveEveryColumnInTheTablesOrder() throws IOException {
    assertThat(dissect(proxyLog(50), "--json")).isZero();
    List<JsonNode> rows = json();
    assertThat(rows).hasSize(50);
    for (JsonNode row : rows) {
      List<String> names = new ArrayList<>();
      row.fieldNames().forEachRemaining(names::add);
      assertThat(names).isEqualTo(columns("proxy"));
      assertThat(row.get("p_date").textValue()).isEqualTo("2026-11-20");
      assertThat(row.get("duration").isNumber()).isTrue();
      assertThat(row.get("virusid").isNull()).isTrue();
    }
    assertThat(err.toString())
        .contains("pipeline web (type proxy), captured 2026-11-20T08:00:0")
        .contains("50 rows, 0 rejects, ")
        .contains("rows from 2026-11-20T08:00:0");
  }

  @Test
  void aCaptureIsKnownForWhatItIs() throws IOException {
    assertThat(dissect(flows(100), "--json")).isZero();
    List<JsonNode> rows = json();
    assertThat(rows).hasSize(100);
    assertThat(rows.get(0).get("tdur").isNumber()).isTrue();
    assertThat(rows.get(0).get("sip").isTextual()).isTrue();
    assertThat(err.toString())
        .contains("pipeline flow (type flow), captured 2026-11-20T08:0")
        .contains("100 records: 100 rows, 0 rejects, 0 passed over; ");
  }

  @Test
  void whatCannotBeReadIsSaidAfterWhatCould() throws IOException {
    Path file = flows(20_000);
    byte[] bytes = Files.readAllBytes(file);
    // Within a block, so that the file as such looks well.
    int damage = bytes.length / 4 * 3;
    Arrays.fill(bytes, damage, damage + 200, (byte) 0xfe);
    Files.write(file, bytes);
    assertThat(dissect(file, "--json")).isEqualTo(1);
    int printed = json().size();
    assertThat(printed).isBetween(10_000, 19_999);
    assertThat(err.toString())
        .contains(printed + " records: " + printed + " rows, 0 rejects, 0 passed over; ")
        .contains("\nspot: cannot be read from record " + printed + " on, which would be a dead");
  }

  @Test
  void rejectsAreAmongTheRowsAndCountedByReason() throws IOException {
    configure("squid: {type: proxy, options: {log-format: squid}}");
    Path log = file("access.log", "#\n" + SQUID + "a\u001b[2Jb\n" + SQUID + "x\n\n");
    assertThat(dissect(log, "--json")).isZero();
    List<JsonNode> nodes = json();
    assertThat(nodes).hasSize(4);
    assertThat(nodes.get(1).toString())
        .isEqualTo(
            "{\"record\":2,\"reason\":\"not the 10 fields of Squid's log\","
                + "\"raw\":\"a\\u001B[2Jb\",\"raw_length\":6,\"raw_sha256\":null}");
    assertThat(nodes.get(2).get("clientip").textValue()).isEqualTo("127.0.0.1");
    assertThat(err.toString())
        .contains("6 records: 2 rows, 2 rejects, 2 passed over; ")
        .contains("\n2 rejects: not the 10 fields of Squid's log\n");
  }

  @Test
  void forPeopleEachRecordIsABlockThatCannotDriveTheTerminal() throws IOException {
    configure("squid: {type: proxy, options: {log-format: squid}}");
    String hostile = SQUID.replace("/a ", "/\u001b]0;x\u0007 ");
    assertThat(dissect(file("access.log", hostile + "\u009b31m\n"))).isZero();
    assertThat(out.toString())
        .startsWith("record 0: row of proxy, y=2016/m=04/d=25/h=09\n")
        .contains("\n  p_date        2016-04-25\n")
        .contains("\n  uripath       /\\u001b]0;x\\u0007\n")
        .contains("\n  no value      useragent resconttype ")
        .contains(
            "record 1: REJECT, not the 10 fields of Squid's log\n  as read       \\u009b31m\n")
        .doesNotContain("\u001b", "\u009b", "\u0007");
  }

  @Test
  void longValuesAreCutForPeopleOnly() throws IOException {
    configure("squid: {type: proxy, options: {log-format: squid}}");
    Path log = file("access.log", "x".repeat(5000) + "\n");
    assertThat(dissect(log)).isZero();
    assertThat(out.toString()).contains("x ... (5000 bytes)\n").hasSizeLessThan(1000);
    assertThat(dissect(log, "--json")).isZero();
    assertThat(json().get(0).get("raw").textValue()).hasSize(5000);
  }

  @Test
  void aLimitEndsTheReading() throws IOException {
    Path log = proxyLog(2000);
    assertThat(dissect(log, "--json", "--limit", "10")).isZero();
    assertThat(json()).hasSize(10);
    assertThat(err.toString()).contains(": 10 rows, ").contains("more records follow\n");
    assertThat(dissect(log, "--json", "--limit", "2000")).isZero();
    assertThat(err.toString()).contains("2000 rows, ").doesNotContain("more records follow");
    assertThat(dissect(log, "--limit", "0")).isEqualTo(2);
  }

  @Test
  void aLimitEndsARunningToolToo() throws IOException {
    Path file = flows(50_000);
    // With -v, which goes first, it ends by itself.
    Path slow =
        file("slow-nfdump", "#!/bin/sh\nnfdump \"$@\"\n[ \"$1\" = -v ] || exec sleep 100\n");
    // For everybody: root's tools are nobody's.
    assertThat(slow.toFile().setExecutable(true, false)).isTrue();
    assertThat(directory.toFile().setExecutable(true, false)).isTrue();
    Path compressed = directory.resolve("nfcapd.202611200801");
    Tool nfdump = Tool.locate("nfdump");
    nfdump.run(
        new ToolLimits(Duration.ofMinutes(1), 2L << 30),
        List.of("-z", "-r", file.toString(), "-w", compressed.toString()),
        output -> output.readAllBytes(),
        line -> true);
    Files.writeString(
        directory.resolve("conf/spot.yaml"),
        "tools: {nfdump: '" + slow + "'}\n",
        StandardOpenOption.APPEND);
    long began = System.nanoTime();
    assertThat(dissect(compressed, "--json", "--limit", "5")).isZero();
    assertThat(json()).hasSize(5);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(50));
  }

  @Test
  void aFileThatNoPipelineTakesIsStatusTwoAndSaysWhyForEach() throws IOException {
    assertThat(dissect(file("zeros", "a\0b"))).isEqualTo(2);
    assertThat(err.toString().lines())
        .first()
        .isEqualTo("spot: no pipeline takes this file; --pipeline NAME says which to try:");
    assertThat(err.toString()).contains("\nflow: not an nfcapd file").contains("\nweb: not a text");
    assertThat(dissect(file("zeros", "a\0b"), "--pipeline", "web")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo(
            "spot: pipeline web would put this file into failed/: not a text: it has zero bytes\n");
  }

  @Test
  void pipelinesThatReadTheFileInDifferentWaysMustBeTold() throws IOException {
    configure("a: {type: proxy}, b: {type: proxy, options: {log-format: squid}}");
    Path log = file("-access log", SQUID);
    assertThat(dissect(log)).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo(
            "spot: more than one pipeline takes this file, say which with --pipeline: a, b\n");
    assertThat(dissect(log, "--pipeline", "b")).isZero();
    assertThat(err.toString()).contains("1 record: 1 row, 0 rejects, 0 passed over; ");
    configure("a: {type: proxy}, b: {type: proxy}");
    assertThat(dissect(log)).isZero();
    assertThat(err.toString()).contains("pipeline a (type proxy)");
  }

  @Test
  void whatIsNoFileIsAMistakeOfTheCommandLine() {
    assertThat(dissect(directory.resolve("none"))).isEqualTo(2);
    assertThat(err.toString()).contains("none: no such file\nTry: spot dissect --help\n");
    assertThat(dissect(directory)).isEqualTo(2);
    assertThat(err.toString()).contains(": not a regular file\n");
    assertThat(spot("dissect")).isEqualTo(2);
  }
}
