package org.openspot.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.cli.config.PipelineSettings;
import org.openspot.cli.config.SpotConfig;
import org.openspot.core.error.ConfigException;
import org.openspot.parsers.DissectorOptions.LogFormat;

class SpotImportTest {
  private static final Path SAMPLES = Path.of("src/test/resources/org/openspot/cli/migrate");

  @TempDir private Path directory;

  private static SpotImport samples() {
    return SpotImport.of(SAMPLES.resolve("ingest_conf.json"), SAMPLES.resolve("spot.conf"));
  }

  private SpotImport ingest(String json) throws IOException {
    return SpotImport.of(Files.writeString(directory.resolve("ingest_conf.json"), json), null);
  }

  private SpotImport conf(String text) throws IOException {
    return SpotImport.of(null, Files.writeString(directory.resolve("spot.conf"), text));
  }

  private static SpotConfig bound(SpotImport imported) {
    return SpotConfig.binder().bind("spot.yaml", imported.yaml(), Map.of()).value();
  }

  private static List<String> said(SpotImport imported) {
    return imported.notes().stream().map(Note::toString).toList();
  }

  @Test
  void wholeFilesBecomeAConfigurationThatIsAccepted() {
    SpotConfig config = bound(samples());
    assertThat(config.kafka().bootstrapServers()).isEqualTo("broker1.example.org:9093");
    assertThat(config.kafka().maxMessage().bytes()).isEqualTo(4194304);
    assertThat(config.kafka().properties())
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("ssl.truststore.location", "/opt/security/ca.pem")
        .containsEntry(
            "sasl.jaas.config",
            "com.sun.security.auth.module.Krb5LoginModule required useKeyTab=true storeKey=true"
                + " keyTab=\"/opt/security/spot.keytab\""
                + " principal=\"spot/gw.example.org@EXAMPLE.ORG\";");
    assertThat(config.hadoop().defaultFs()).isEqualTo("hdfs://namenode.example.org:8020");
    assertThat(config.hive().url())
        .isEqualTo("jdbc:hive2://hive1.example.org:10000/;principal=hive/_HOST@EXAMPLE.ORG");
    assertThat(config.hive().database()).isEqualTo("netsec");
    assertThat(config.archive().root()).isEqualTo("/user/spotuser");
    assertThat(config.tables().root()).isEqualTo("/user/spotuser");
    assertThat(config.spark().trigger()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.scoring().ownDomain()).isEqualTo("example");
    assertThat(config.spark().properties()).hasSize(3).containsEntry("spark.executor.cores", "2");
    assertThat(config.pipelines()).containsOnlyKeys("flow_internals", "resolver", "proxy");
    PipelineSettings flow = config.pipelines().get("flow_internals");
    assertThat(flow.type()).isEqualTo("flow");
    assertThat(flow.collector().landing()).isEqualTo(Path.of("/data/landing/flow_internals"));
    assertThat(flow.collector().scratch()).isEqualTo("/data/staging");
    assertThat(flow.collector().parallelFiles()).isEqualTo(6);
    assertThat(config.pipelines().get("resolver").options().packetLimit()).isEqualTo(650000);
    assertThat(config.pipelines().get("resolver").collector().scratch()).isEmpty();
    assertThat(config.pipelines().get("proxy").options().logFormat())
        .isEqualTo(LogFormat.BLUECOAT_27);
  }

  /** What is carried over is told by the test above; everything else must be in a note. */
  @Test
  void whatIsNotCarriedOverIsListed() {
    String notes = String.join("\n", said(samples()));
    assertThat(notes)
        .contains(
            "kafka.zookeper_server",
            "kafka.zookeper_port",
            "kafka.message_size",
            "ingestion_interval",
            "pipelines.resolver.process_opt",
            "-e frame.time",
            "pipelines.resolver.pcap_split_staging",
            "pipelines.resolver.local_staging",
            "pipelines.proxy.recursive",
            "FLOW_PATH",
            "WEB_PORT",
            "UINODE",
            "GWNODE",
            "DBENGINE",
            "SSL_VERIFY",
            "CERT",
            "KEY",
            "LUSER",
            "LIPATH",
            "scoring.own-domain: say all of it, such as example.com",
            "TOPIC_COUNT: say it to spot score: --topics",
            "NOW");
  }

  @Test
  void unknownKeysAreListedWithoutTheirValues() throws IOException {
    SpotImport imported =
        ingest(
            """
            {"kafka": {"password": "hush"}, "more": {"a": "hush"}, "x\\u001b[31m": 1,
             "pipelines": {"win": {"type": "windows", "collector_path": "/x"},
                           "f": {"type": "flow", "extra": ["hush"]}}}
            """);
    assertThat(String.join("\n", said(imported)))
        .contains("kafka.password: not a key", "more: not a group", "x?[31m: not a key")
        .contains("pipelines.win: its type is none of flow, dns and proxy")
        .contains("pipelines.f.extra: not a key")
        .contains("pipelines.f.collector.landing: missing")
        .doesNotContain("hush");
    assertThat(imported.yaml()).doesNotContain("hush");
  }

  @Test
  void whatIsRequiredAndMissingIsLeftToBeFilledIn() throws IOException {
    SpotImport imported = conf("HUSER=/user/x\n");
    assertThat(imported.yaml())
        .contains("  # bootstrap-servers: \"broker1:9092\"\n")
        .contains("  # default-fs: \"hdfs://namenode:8020\"\n")
        .contains("  # url: \"jdbc:hive2://hiveserver2:10000/\"\n");
    assertThatThrownBy(() -> bound(imported))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .hasSize(3)
                    .allSatisfy(problem -> assertThat(problem).endsWith(": missing")));
    assertThat(
            bound(
                new SpotImport(
                    imported.yaml().replaceAll("(?m)^  # (\\S+: \")", "  $1"), List.of())))
        .isNotNull();
    assertThat(String.join("\n", said(imported)))
        .contains("hive.url: missing", "archive.root: taken from HUSER", "pipelines: none");
  }

  @Test
  void everythingMalformedIsReportedAtOnce() throws IOException {
    Path json = Files.writeString(directory.resolve("ingest_conf.json"), "{\"a\": 1,\n \"a\" 2}");
    Path shell = Files.writeString(directory.resolve("spot.conf"), "A='x");
    assertThatThrownBy(() -> SpotImport.of(json, shell))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e -> {
              assertThat(e.problems()).hasSize(2);
              assertThat(e.problems().get(0)).startsWith("ingest_conf.json:2: not JSON: ");
              assertThat(e.problems().get(1)).isEqualTo("spot.conf:1: A: ' is never closed");
            });
    assertThatThrownBy(
            () -> ingest("{\"kafka\": 1, \"pipelines\": {\"a\": 2}, \"dbname\": {\"b\": 1}}"))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .containsExactlyInAnyOrder(
                        "ingest_conf.json: kafka: must be a group of keys",
                        "ingest_conf.json: pipelines.a: must be a group of keys",
                        "ingest_conf.json: dbname: must be a text or a number, but is a group of"
                            + " keys"));
    for (String bad : List.of("", "[]", "{} x", "{\"a\":1,\"a\":2}")) {
      assertThatThrownBy(() -> ingest(bad)).isInstanceOf(ConfigException.class);
    }
    assertThatThrownBy(() -> SpotImport.of(directory.resolve("none"), directory))
        .isInstanceOfSatisfying(ConfigException.class, e -> assertThat(e.problems()).hasSize(2));
  }

  @Test
  void placeholdersAndImpossibleValuesAreNotCarriedOver() throws IOException {
    SpotImport imported =
        ingest(
            """
            {"dbname": "database name", "hdfs_app_path": "hdfs application path",
             "collector_processes": "many",
             "kafka": {"kafka_server": "kafka ip", "kafka_port": "kafka port"},
             "pipelines": {"a b": {"type": "flow", "collector_path": "/x"},
                           "a-b": {"type": "flow", "collector_path": "/x/"}}}
            """);
    assertThat(String.join("\n", said(imported)))
        .contains("dbname: not the name of a database", "hdfs_app_path: not an absolute path")
        .contains("collector_processes: not a whole number", "kafka.kafka_server: with the port")
        .contains("pipelines.a-b: another name for a b", "the same as that of pipelines.a-b")
        .doesNotContain("will be refused");
  }

  @Test
  void aUrlOfHiveIsTakenWholeAndItsPasswordIsPointedOut() throws IOException {
    SpotImport imported =
        conf(
            "JDBC_URL='hive2://h:1/default;user=u;password=p'\nHS2_HOST=x\nKERBEROS=false\nKEYTAB=/k\n");
    assertThat(imported.yaml()).contains("\"jdbc:hive2://h:1/default;user=u;password=p\"");
    assertThat(String.join("\n", said(imported)))
        .contains("hive.url: has a password", "HS2_HOST: not needed", "KEYTAB: not in force")
        .doesNotContain("=p");
  }
}
