package org.openspot.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.core.config.SampleConfig.Codec;
import org.openspot.core.config.SampleConfig.Pipeline;
import org.openspot.core.error.ConfigException;

class ConfigBinderTest {
  private static final String MINIMAL = "kafka:\n  bootstrap-servers: broker:9092\n";

  private final ConfigBinder<SampleConfig> binder =
      ConfigBinder.of(SampleConfig.class, Set.of("SPOT_CONF"));

  private BoundConfig<SampleConfig> bind(String text, Map<String, String> environment) {
    return binder.bind("spot.yaml", text, environment);
  }

  private SampleConfig value(String text) {
    return bind(text, Map.of()).value();
  }

  private List<String> problems(String text, Map<String, String> environment) {
    return catchThrowableOfType(ConfigException.class, () -> bind(text, environment)).problems();
  }

  private List<String> problems(String text) {
    return problems(text, Map.of());
  }

  @Test
  void everyTypeBinds() {
    SampleConfig config =
        value(
            """
            home: /srv/spot
            kafka:
              bootstrap-servers: a:1,b:2
              replication: 3
              properties:
                security.protocol: SASL_SSL
                linger.ms: 5
              password: "x: y"
            pipelines:
              flow:
                inline-limit: 2 MiB
                idle: 250ms
                codec: very-fast
                compress: false
                suffixes: [a, "b c"]
                max-rows: 9000000000
              dns-east:
            """);
    assertThat(config.home()).isEqualTo(Path.of("/srv/spot"));
    assertThat(config.kafka().replication()).isEqualTo(3);
    assertThat(config.kafka().password()).isEqualTo("x: y");
    assertThat(config.kafka().properties())
        .containsExactly(Map.entry("security.protocol", "SASL_SSL"), Map.entry("linger.ms", "5"));
    assertThat(config.pipelines().get("flow"))
        .isEqualTo(
            new Pipeline(
                Path.of("/srv/spot/landing/flow"),
                "spot.flow",
                new DataSize(2 << 20),
                Duration.ofMillis(250),
                Codec.VERY_FAST,
                false,
                List.of("a", "b c"),
                9_000_000_000L));
    assertThat(config.pipelines().get("dns-east").topic()).isEqualTo("spot.dns-east");
  }

  @Test
  void whatIsNotSetHasItsDefault() {
    SampleConfig config = value(MINIMAL);
    assertThat(config.home()).isEqualTo(Path.of("var").toAbsolutePath());
    assertThat(config.kafka().replication()).isEqualTo(1);
    assertThat(config.kafka().password()).isEmpty();
    assertThat(config.kafka().properties()).isEmpty();
    assertThat(config.pipelines()).isEmpty();
  }

  @Test
  void allProblemsAreReportedAtOnceInTheOrderOfTheLines() {
    assertThat(
            problems(
                """
                home: ./var
                kafka:
                  bootstrap_servers: a:1
                  replication: many
                pipelines:
                  flow:
                    inline-limit: 1 MB
                    idle: 5
                    codec: zip
                    compress: yes
                    suffixes: {a: b}
                    max-rows: 99999999999999999999
                  "bad name": {}
                  dns: 7
                kafak: {}
                """))
        .containsExactly(
            "spot.yaml:2: kafka.bootstrap-servers: missing",
            "spot.yaml:3: kafka.bootstrap_servers: unknown key; did you mean bootstrap-servers?",
            "spot.yaml:4: kafka.replication: not a whole number: \"many\"",
            "spot.yaml:7: pipelines.flow.inline-limit: not a size (a number and B, KiB, MiB, GiB"
                + " or TiB): \"1 MB\"",
            "spot.yaml:8: pipelines.flow.idle: not a duration (a number and ms, s, m, h or d):"
                + " \"5\"",
            "spot.yaml:9: pipelines.flow.codec: not one of none, very-fast: \"zip\"",
            "spot.yaml:10: pipelines.flow.compress: neither true nor false: \"yes\"",
            "spot.yaml:11: pipelines.flow.suffixes: must be a list, but is a group of keys",
            "spot.yaml:12: pipelines.flow.max-rows: too large a number: \"99999999999999999999\"",
            "spot.yaml:13: pipelines: a name has letters, digits, - and _ only",
            "spot.yaml:14: pipelines.dns: must be a group of keys, but is a single value",
            "spot.yaml:15: kafak: unknown key; did you mean kafka?");
  }

  @Test
  void aRecordThatRefusesItsValuesIsNamed() {
    assertThat(problems(MINIMAL + "  replication: 0\n"))
        .containsExactly("spot.yaml:1: kafka: replication must be at least 1");
  }

  @Test
  void onlyPlainYamlIsAccepted() {
    assertThat(problems(MINIMAL + "home: &here /a\n"))
        .containsExactly("spot.yaml:3: anchors are not allowed: &here");
    assertThat(problems("home: &here /a\npipelines: *here\n" + MINIMAL))
        .contains("spot.yaml:2: aliases are not allowed: *here");
    assertThat(problems(MINIMAL + "home: !!java.io.File [x]\n"))
        .containsExactly("spot.yaml:3: tags are not allowed: tag:yaml.org,2002:java.io.File");
    assertThat(problems(MINIMAL + "  replication: 1\n  replication: 2\n"))
        .containsExactly("spot.yaml:4: replication: given twice, first on line 3");
    assertThat(problems(MINIMAL + "---\nhome: x\n"))
        .containsExactly("spot.yaml:3: a second document (---) is not allowed");
    assertThat(problems("- a\n- b\n"))
        .containsExactly("spot.yaml:1: must be a group of keys, but is a list");
    assertThat(problems(MINIMAL + "? [a]\n: b\n"))
        .containsExactly("spot.yaml:3: a key must be a text, but is a list");
    assertThat(problems("kafka: [\n")).hasSize(1).first().asString().startsWith("spot.yaml:2: not");
    assertThat(problems("[".repeat(5000))).containsExactly("spot.yaml:1: nested too deeply");
    assertThat(problems("%YAML 99999999999.1\n---\na: b\n")).hasSize(1);
  }

  @Test
  void aKeyWithoutAValueIsNotADefault() {
    assertThat(problems(MINIMAL + "home:\n"))
        .containsExactly(
            "spot.yaml:3: home: has no value; take the line out for the default,"
                + " or write \"\" for an empty text");
    assertThat(value(MINIMAL + "  properties:\npipelines:\n").pipelines()).isEmpty();
  }

  @Test
  void theEnvironmentOverridesTheFileAndTheDefault() {
    SampleConfig config =
        bind(
                """
                kafka:
                  replication: broken
                  properties: {ssl.keystore.location: /a}
                pipelines: {flow: {inline-limit: 1MiB}}
                """,
                Map.of(
                    "SPOT_HOME", "/env",
                    "SPOT_KAFKA_BOOTSTRAP_SERVERS", "env:9092",
                    "SPOT_KAFKA_REPLICATION", "2",
                    "SPOT_KAFKA_PROPERTIES_SSL_KEYSTORE_LOCATION", "${home}/b",
                    "SPOT_KAFKA_PROPERTIES_LINGER_MS", "7",
                    "SPOT_PIPELINES_FLOW_INLINE_LIMIT", "3KiB",
                    "SPOT_PIPELINES_FLOW_SUFFIXES", "a, b",
                    "SPOT_CONF", "not a setting",
                    "PATH", "/bin"))
            .value();
    assertThat(config.kafka().bootstrapServers()).isEqualTo("env:9092");
    assertThat(config.kafka().replication()).isEqualTo(2);
    assertThat(config.kafka().properties())
        .containsOnly(Map.entry("ssl.keystore.location", "/env/b"), Map.entry("linger.ms", "7"));
    Pipeline flow = config.pipelines().get("flow");
    assertThat(flow.landing()).isEqualTo(Path.of("/env/landing/flow"));
    assertThat(flow.inlineLimit().bytes()).isEqualTo(3072);
    assertThat(flow.suffixes()).containsExactly("a", "b");
  }

  @Test
  void variablesThatAreWrongAreNamed() {
    assertThat(
            problems(
                MINIMAL + "pipelines: {a-b: {}, a_b: {}}\n",
                Map.of(
                    "SPOT_KAFKA_REPLICATION", "two",
                    "SPOT_KAFKA_BOOTSTRAP_SERVER", "x",
                    "SPOT_PIPELINES_A_B_TOPIC", "x",
                    "SPOT_COLOUR", "blue")))
        .containsExactlyInAnyOrder(
            "SPOT_KAFKA_REPLICATION: kafka.replication: not a whole number: \"two\"",
            "SPOT_KAFKA_BOOTSTRAP_SERVER: matches no setting;"
                + " did you mean SPOT_KAFKA_BOOTSTRAP_SERVERS?",
            "SPOT_PIPELINES_A_B_TOPIC: may mean pipelines.a-b.topic or pipelines.a_b.topic:"
                + " set it there",
            "SPOT_COLOUR: matches no setting");
  }

  @Test
  void valuesMayNameHomeAndNothingElse() {
    SampleConfig config =
        value("home: /h\nkafka: {bootstrap-servers: '${home}:$${home}:$${x:$5'}\n");
    assertThat(config.kafka().bootstrapServers()).isEqualTo("/h:${home}:${x:$5");
    for (String bad : List.of("${user}", "${name}", "${home", "a${}b")) {
      assertThat(problems("kafka: {bootstrap-servers: '" + bad + "'}\n"))
          .containsExactly(
              "spot.yaml:1: kafka.bootstrap-servers: ${ begins no known variable"
                  + " (known here: home); write $${ for the characters themselves");
    }
  }

  @Test
  void theEffectiveConfigurationSaysWhereEachValueIsFromAndHidesSecrets() {
    BoundConfig<SampleConfig> bound =
        bind(
            """
            home: /h
            kafka:
              bootstrap-servers: "jdbc:x;password=geheim;a=b"
              password: geheim
              properties:
                sasl.jaas.config: geheim
                linger.ms: "5"
            pipelines: {flow: {suffixes: ["", 'a"b', '$${x}', null-ish]}}
            """,
            Map.of("SPOT_PIPELINES_FLOW_IDLE", "7s"));
    assertThat(bound.toYaml())
        .isEqualTo(
            """
            home: /h  # spot.yaml:1
            kafka:
              bootstrap-servers: "jdbc:x;password=********;a=b"  # spot.yaml:3
              replication: 1  # default
              password: "********"  # spot.yaml:4
              properties:
                sasl.jaas.config: "********"  # spot.yaml:6
                linger.ms: 5  # spot.yaml:7
            pipelines:
              flow:
                landing: /h/landing/flow  # default
                topic: spot.flow  # default
                inline-limit: 1MiB  # default
                idle: 7s  # SPOT_PIPELINES_FLOW_IDLE
                codec: none  # default
                compress: true  # default
                suffixes: ["", "a\\"b", "$${x}", null-ish]  # spot.yaml:8
                max-rows: 1000  # default
            """);
  }

  @Test
  void theReferenceListsEverySetting() {
    assertThat(binder.reference())
        .contains("| `home` | path | `./var` | Where state lives. |\n")
        .contains("### `kafka`\nThe brokers.\n")
        .contains("| `kafka.bootstrap-servers` | text | *required* | Host and port. |\n")
        .contains("| `kafka.password` | text | *empty* | For SASL. Hidden by `spot config show`. |")
        .contains("### `pipelines.<name>`\n")
        .contains("| `pipelines.<name>.codec` | none, very-fast | `none` |");
  }

  @Test
  void aFileThatCannotBeReadIsAProblem(@TempDir Path directory) throws Exception {
    assertThatThrownBy(() -> binder.load(directory.resolve("no.yaml"), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageEndingWith("no.yaml: no such file");
    assertThatThrownBy(() -> binder.load(directory, Map.of())).isInstanceOf(ConfigException.class);
    Path latin = Files.write(directory.resolve("latin.yaml"), new byte[] {'a', (byte) 0xe4});
    assertThatThrownBy(() -> binder.load(latin, Map.of())).hasMessageEndingWith("not UTF-8");
  }

  @Test
  void aRecordThatCannotBeAConfigurationIsAMistakeInTheProgram() {
    record NoSetting(String a) {}
    record BadDefault(@Setting(doc = "x", value = "many") int a) {}
    record BadType(@Setting(doc = "x") Object a) {}
    for (Class<? extends Record> type : List.of(NoSetting.class, BadDefault.class, BadType.class)) {
      assertThatThrownBy(() -> ConfigBinder.of(type, Set.of()))
          .isInstanceOf(IllegalStateException.class);
    }
  }
}
