package org.openspot.cli.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.cli.config.SpotConfig;
import org.openspot.core.error.ConfigException;
import org.openspot.schema.TableSpec;
import org.openspot.scoring.model.counting.CountingModel;
import org.openspot.scoring.model.saved.ModelFile;
import org.openspot.scoring.model.saved.ScoringModel;
import org.openspot.scoring.model.topic.Precision;
import org.openspot.scoring.model.topic.TopicMixes;
import org.openspot.scoring.model.topic.TopicModel;
import org.openspot.scoring.model.topic.WordTable;
import org.openspot.scoring.model.word.AgentCounts;

class ScoreOnIngestTest {
  @TempDir Path directory;

  private static ScoringModel model(String recipe) {
    return new ScoringModel(
        recipe,
        AgentCounts.of(Map.of()),
        new TopicModel(
            1.02,
            1.001,
            WordTable.of(2, Map.of("client_443_TCP_7_10_2", new double[] {1, 2})),
            TopicMixes.of(
                2,
                Precision.DOUBLE,
                Map.of("10.0.0.1", new TopicMixes.Mix(3, new double[] {0.5, 0.5})))),
        CountingModel.EMPTY,
        Map.of("own-domain", "acme.com"));
  }

  private String saved(ScoringModel model) throws IOException {
    Path file = Files.createTempFile(directory, "flow", ".model");
    try (OutputStream out = Files.newOutputStream(file)) {
      ModelFile.write(model, out);
    }
    return file.toString();
  }

  private static SpotConfig config(String model, String threshold, String ownDomain) {
    return SpotConfig.binder()
        .bind(
            "spot.yaml",
            """
            kafka: {bootstrap-servers: "localhost:9092"}
            hadoop: {default-fs: "hdfs://localhost:1"}
            hive: {url: "jdbc:hive2://localhost:1/"}
            scoring: {own-domain: "%s"}
            pipelines:
              sensors: {type: flow, score-on-ingest: "%s", score-on-ingest-threshold: "%s"}
            """
                .formatted(ownDomain, model, threshold),
            Map.of())
        .value();
  }

  private static ScoreOnIngest open(String model, String threshold, String ownDomain) {
    return ScoreOnIngest.of(config(model, threshold, ownDomain), "sensors", TableSpec.load("flow"));
  }

  @Test
  void withoutASettingNothingIsScored() {
    ScoreOnIngest none = open("", "", "");
    assertThat(none.threshold()).isEmpty();
    assertThat(none.derivations().get()).isNull();
  }

  @Test
  void theModelIsReadFromAPathOrAUriAndSaysTheThreshold() throws IOException {
    String place = saved(model("flow/openspot-1").with(ScoringModel.THRESHOLD, "0.00001"));
    ScoreOnIngest scores = open(place, "", "acme.com");
    assertThat(scores.threshold()).hasValue(1e-5);
    assertThat(scores.derivations().get().table().name()).isEqualTo("flow_scores");
    String uri = Path.of(place).toUri().toString();
    assertThat(open(uri, "2e-4", "acme.com").threshold()).hasValue(2e-4);
  }

  @Test
  void whatDoesNotFitIsAnErrorOfTheConfiguration() throws IOException {
    String good = saved(model("flow/openspot-1").with(ScoringModel.THRESHOLD, "0.00001"));
    assertThatThrownBy(() -> open("/no/such.model", "", ""))
        .isInstanceOf(ConfigException.class)
        .hasMessage("pipelines.sensors.score-on-ingest: no model /no/such.model");
    assertThatThrownBy(() -> open(good, "", "acme.org"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("trained with own-domain 'acme.com', now it is 'acme.org'");
    String other = saved(model("flow/spot-1.1"));
    assertThatThrownBy(() -> open(other, "", "acme.com"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("for words of flow/spot-1.1, not of flow/openspot-1");
    String silent = saved(model("flow/openspot-1"));
    assertThatThrownBy(() -> open(silent, "", "acme.com"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("does not say up to which score");
    Path text = Files.writeString(directory.resolve("notes.txt"), "no model");
    assertThatThrownBy(() -> open(text.toString(), "", ""))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("notes.txt");
    for (String threshold : new String[] {"2", "-1", "NaN", "low"}) {
      assertThatThrownBy(() -> config(good, threshold, ""))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("score-on-ingest-threshold must be a number from 0 to 1");
    }
  }
}
