package org.openspot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> environment = new HashMap<>();

  /** Nothing listens on port 1. */
  private static final String ADDRESSES =
      "kafka: {bootstrap-servers: 'localhost:1', properties: {default.api.timeout.ms: '500',"
          + " request.timeout.ms: '400'}}\nhadoop: {default-fs: 'hdfs://localhost:1'}\n";

  @TempDir private Path directory;

  private int spot(String... arguments) {
    Console console = new Console(new PrintWriter(out), new PrintWriter(err, true));
    return new Main(new Installation(directory, environment), console).run(arguments);
  }

  private Path config(String text) throws IOException {
    Path file = directory.resolve("conf/spot.yaml");
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void aCommandLineThatIsWrongIsStatusTwoAndALine() {
    assertThat(spot()).isEqualTo(2);
    assertThat(spot("config")).isEqualTo(2);
    assertThat(spot("query")).isEqualTo(2);
    assertThat(spot("query", "SELECT 1", "--format", "xml")).isEqualTo(2);
    assertThat(spot("--no-such-option")).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains("spot: a command is missing\nTry: spot --help\n")
        .contains("spot: Missing required parameter: 'SQL'\nTry: spot query --help\n")
        .doesNotContain("Exception");
  }

  @Test
  void webTrafficIsMadeUpWhereItIsSaidTo() throws IOException {
    config(ADDRESSES + "hive: {url: 'jdbc:hive2://o/'}\n");
    Path output = directory.resolve("made-up");
    assertThat(
            spot(
                "generate",
                "proxy",
                "--requests",
                "50",
                "--format",
                "squid",
                "--output",
                output.toString(),
                "--start",
                "2026-11-20T08:00:00Z"))
        .isZero();
    assertThat(out.toString()).contains("proxy_20261120").contains(".log  50 requests");
    assertThat(spot("generate", "proxy")).isEqualTo(2);
    assertThat(spot("generate", "proxy", "--requests", "0", "--output", output.toString()))
        .isEqualTo(2);
    assertThat(err.toString()).contains("no pipeline proxy in the configuration: say where with");
  }

  @Test
  void plantedAnomaliesComeWithTheirLabels() throws IOException {
    Path labels = directory.resolve("labels.csv");
    Path rows = directory.resolve("rows.csv");
    Map<String, String> sources =
        Map.of("flow", "--flows", "dns", "--responses", "proxy", "--requests");
    for (Map.Entry<String, String> source : sources.entrySet()) {
      String[] command = {
        "generate",
        source.getKey(),
        source.getValue(),
        "50000",
        "--start",
        "2026-11-20T00:00:00Z",
        "--span",
        "1d",
        "--rows",
        rows.toString(),
        "--labels",
        labels.toString()
      };
      assertThat(spot(command)).isZero();
      assertThat(Files.readAllLines(rows)).hasSize(50_001);
      assertThat(Files.readAllLines(labels)).hasSizeBetween(30, 50);
      command[3] = "100";
      assertThat(spot(command)).isEqualTo(2);
    }
    assertThat(err.toString()).contains("ask for more");
  }

  @Test
  void helpIsNotAnError() {
    assertThat(spot("--help")).isZero();
    assertThat(spot("help", "query")).isZero();
    assertThat(out.toString()).contains("Usage: spot").contains("Exit status:");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void everyProblemOfTheConfigurationIsALineAndStatusTwo() throws IOException {
    Path file = config(ADDRESSES + "hive: {urll: x, database: d}\nstack: {ports: {kafka: x}}\n");
    assertThat(spot("config", "check")).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            file + ":3: hive.urll: unknown key; did you mean url?",
            file + ":3: hive.url: missing",
            file + ":4: stack.ports.kafka: not a whole number: \"x\"");
  }

  @Test
  void theConfigurationIsThatOfTheOptionElseOfTheVariable() throws IOException {
    Path other =
        Files.writeString(
            directory.resolve("other.yaml"), ADDRESSES + "hive: {url: 'jdbc:hive2://o/'}");
    environment.put("SPOT_CONF", other.toString());
    assertThat(spot("config", "show")).isZero();
    assertThat(out.toString()).contains("url: jdbc:hive2://o/  # " + other + ":3\n");
    assertThat(spot("config", "show", "--config", "none.yaml")).isEqualTo(2);
    assertThat(err.toString()).isEqualTo("none.yaml: no such file\n");
  }

  @Test
  void aCheckThatConnectsReportsEachThingTried() throws IOException {
    config(
        ADDRESSES
            + "hive: {url: 'jdbc:hive2://o/'}\ntools: {nfdump: no-such-tool, nfcapd: x, tshark: x}\n"
            + "pipelines: {flow: {type: flow}}\n");
    assertThat(spot("config", "check")).isZero();
    assertThat(spot("config", "check", "--connect")).isEqualTo(1);
    assertThat(out.toString())
        .contains("PROBLEM  nfdump: cannot be run as \"no-such-tool\": not installed?")
        .contains("PROBLEM  kafka: ")
        .contains("PROBLEM  hdfs: ")
        .contains("PROBLEM  hive: ")
        .doesNotContain("tshark");
  }

  @Test
  void aQueryWithoutADriverSaysWhereItShouldBe() throws IOException {
    config(ADDRESSES + "hive: {url: 'jdbc:hive2://o/'}\n");
    assertThat(spot("query", "SELECT 1")).isEqualTo(2);
    assertThat(err.toString()).contains("no Hive JDBC driver").contains("lib/hive-jdbc");
  }

  @Test
  void convertedFilesAreForTheEdgeOnly() {
    assertThat(spot("collector", "--pipeline", "flow", "--skip-conversion")).isEqualTo(2);
    assertThat(err.toString()).contains("spot: --skip-conversion needs --edge\n");
  }

  @Test
  void deadLettersAreNamedOrDescribedBeforeAnythingIsDoneAboutThem() throws IOException {
    config(ADDRESSES + "hive: {url: 'jdbc:hive2://o/'}\n");
    assertThat(spot("deadletters")).isEqualTo(2);
    assertThat(spot("deadletters", "retry")).isEqualTo(2);
    assertThat(spot("deadletters", "retry", "0123456789ab", "--all")).isEqualTo(2);
    assertThat(spot("deadletters", "drop", "--all", "--yes")).isEqualTo(2);
    assertThat(spot("deadletters", "drop", "--all", "--yes", "--reason", " ")).isEqualTo(2);
    assertThat(spot("deadletters", "show")).isEqualTo(2);
    assertThat(spot("deadletters", "list", "--pipeline", "none")).isEqualTo(2);
    assertThat(err.toString())
        .contains("spot: list, show, retry or drop is missing\n")
        .contains("spot: which? Name them by ID, or say --all,")
        .contains("spot: either IDs, or --all,")
        .contains("Missing required option: '--reason=TEXT'")
        .contains("spot: --reason is empty\n")
        .contains("no pipeline none in the configuration")
        .doesNotContain("Exception");
  }

  @Test
  void rejectsAreAskedForByAWindowThatIsOne() throws IOException {
    config(ADDRESSES + "hive: {url: 'jdbc:hive2://o/'}\npipelines: {p: {type: proxy}}\n");
    assertThat(spot("rejects", "--from", "yesterday")).isEqualTo(2);
    assertThat(spot("rejects", "--from", "2026-11-21T10", "--to", "2026-11-21T10")).isEqualTo(2);
    assertThat(spot("rejects", "--table", "flow")).isEqualTo(2);
    assertThat(spot("rejects", "--table", "proxy", "--pipeline", "p")).isEqualTo(2);
    assertThat(spot("rejects", "--limit", "0")).isEqualTo(2);
    assertThat(spot("rejects", "--from", "2026-11-21", "--to", "2026-11-21T10:30:00Z"))
        .isEqualTo(2);
    assertThat(err.toString())
        .contains("'yesterday' is no time such as 2026-11-21, 2026-11-21T09 or")
        .contains("is empty")
        .contains("no pipeline of the configuration has a table of that name")
        .contains("either --pipeline or --table")
        .contains("--limit must be 1 or more")
        .contains("no Hive JDBC driver")
        .doesNotContain("Exception");
  }
}
