package org.openspot.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
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
  void anyVariableBindsOrIsRefusedWithProblems(@ForAll String value) {
    try {
      binder.bind(
          "spot.yaml",
          "pipelines: {flow: {}}",
          Map.of(
              "SPOT_KAFKA_BOOTSTRAP_SERVERS", value,
              "SPOT_PIPELINES_FLOW_INLINE_LIMIT", value,
              "SPOT_HOME", value));
      fail("no text is a size and a path");
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
