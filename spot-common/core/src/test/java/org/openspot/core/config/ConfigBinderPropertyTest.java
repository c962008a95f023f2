package org.openspot.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.openspot.core.error.ConfigException;

class ConfigBinderPropertyTest {
  private final ConfigBinder<SampleConfig> binder = ConfigBinder.of(SampleConfig.class, Set.of());

  @Property(tries = 500)
  void anyTextBindsOrIsRefusedWithProblems(@ForAll String text) {
    bindOrRefuse(text);
  }

  @Property(tries = 2000)
  void anythingLikeYamlBindsOrIsRefusedWithProblems(@ForAll("yamlLike") String text) {
    bindOrRefuse(text);
  }

  @Property(tries = 500)
  void anyVariableBindsOrIsRefusedWithProblems(@ForAll("mostlySizes") String value) {
    try {
      SampleConfig bound =
          binder
              .bind(
                  "spot.yaml",
                  "pipelines: {flow: {}}",
                  Map.of(
                      "SPOT_KAFKA_BOOTSTRAP_SERVERS", value,
                      "SPOT_PIPELINES_FLOW_INLINE_LIMIT", value,
                      "SPOT_HOME", value))
              .value();
      // A number of bytes is a path too: "7" binds everywhere.
      assertThat(bound.kafka().bootstrapServers()).isEqualTo(value);
      assertThat(bound.pipelines().get("flow").inlineLimit()).isEqualTo(DataSize.parse(value));
      assertThat(bound.home()).isEqualTo(Path.of(value).toAbsolutePath().normalize());
    } catch (ConfigException e) {
      assertThat(e.problems()).isNotEmpty();
    }
  }

  @Property(tries = 500)
  void whatIsShownBindsToTheSame(@ForAll String server, @ForAll String suffix) {
    String text = "home: /h\npipelines: {flow: {}}\nkafka: {properties: {a.b: x}}\n";
    BoundConfig<SampleConfig> first =
        binder.bind(
            "spot.yaml",
            text,
            Map.of(
                "SPOT_KAFKA_BOOTSTRAP_SERVERS", server.replace("${", "$${"),
                "SPOT_KAFKA_PROPERTIES_A_B", suffix.replace("${", "$${"),
                "SPOT_PIPELINES_FLOW_SUFFIXES", suffix.replace("${", "$${")));
    BoundConfig<SampleConfig> second = binder.bind("shown", first.toYaml(), Map.of());
    assertThat(second.value()).isEqualTo(first.value());
  }

  private void bindOrRefuse(String text) {
    try {
      assertThat(binder.bind("spot.yaml", text, Map.of()).value()).isNotNull();
    } catch (ConfigException e) {
      assertThat(e.problems()).isNotEmpty().allMatch(line -> line.startsWith("spot.yaml"));
    }
  }

  @Provide
  Arbitrary<String> mostlySizes() {
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.strings()),
        Tuple.of(1, Arbitraries.strings().withChars("0123456789 KMGTiB-.").ofMaxLength(6)));
  }

  @Provide
  Arbitrary<String> yamlLike() {
    return Arbitraries.of(
            "home",
            "kafka",
            "pipelines",
            "flow",
            "bootstrap-servers",
            ": ",
            ":",
            "\n",
            "\n  ",
            "\n    ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            ", ",
            "\"",
            "'",
            "&a ",
            "*a",
            "!!str ",
            "!x ",
            "? ",
            "|\n",
            ">-\n",
            "# c",
            "---\n",
            "...\n",
            "%YAML 1.1\n",
            "<<",
            "${home}",
            "$${",
            "${",
            "~",
            "1MiB",
            "5s",
            "\\x",
            "\t",
            "\u0000",
            "\ud800",
            "é",
            "%TAG ! x\n")
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }
}
