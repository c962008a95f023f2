package org.openspot.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openspot.core.config.BoundConfig;

class SpotConfigTest {
  private static final Path REFERENCE = Path.of("../conf/spot.yaml");
  private static final Path DOCUMENT = Path.of("../docs/configuration.md");
  private static final String MARK = "<!-- Below: written by `make docs` from the code. -->\n";

  @Test
  void theReferenceFileBinds() {
    SpotConfig config =
        SpotConfig.binder().load(REFERENCE, Map.of("SPOT_HOME", "/srv/spot")).value();
    assertThat(config.pipelines()).containsOnlyKeys("dns", "flow", "proxy");
    assertThat(config.pipelines().get("flow").collector().landing())
        .isEqualTo(Path.of("/srv/spot/landing/flow"));
  }

  /** An admin may delete any line of the reference file but the addresses and the replication. */
  @Test
  void theReferenceFileSaysNothingButTheDefaults() throws IOException {
    String required =
        """
        kafka: {bootstrap-servers: "localhost:9092", replication: 1}
        hadoop: {default-fs: "hdfs://localhost:8020"}
        hive: {url: "jdbc:hive2://localhost:10000/"}
        pipelines: {flow: {type: flow}, dns: {type: dns}, proxy: {type: proxy}}
        """;
    BoundConfig<SpotConfig> minimal = SpotConfig.binder().bind("minimal", required, Map.of());
    BoundConfig<SpotConfig> reference = SpotConfig.binder().load(REFERENCE, Map.of());
    assertThat(reference.value()).isEqualTo(minimal.value());
  }

  /** Lists every setting with its default: a default that changes is seen here. */
  @Test
  void theDocumentedReferenceIsThatOfTheCode() throws IOException {
    String document = Files.readString(DOCUMENT);
    int end = document.indexOf(MARK) + MARK.length();
    assertThat(document).contains(MARK);
    String expected = document.substring(0, end) + SpotConfig.binder().reference();
    if (Boolean.getBoolean("spot.docs.write")) {
      Files.writeString(DOCUMENT, expected);
    } else {
      assertThat(document).as("docs/configuration.md is old: run make docs").isEqualTo(expected);
    }
  }
}
