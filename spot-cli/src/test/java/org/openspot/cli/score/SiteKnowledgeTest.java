package org.openspot.cli.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.cli.config.ScoringSettings;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.DataException;
import org.openspot.scoring.model.counting.CountingModel;
import org.openspot.scoring.model.saved.ScoringModel;
import org.openspot.scoring.model.topic.TopicModel;
import org.openspot.scoring.model.word.AgentCounts;

class SiteKnowledgeTest {
  @TempDir Path directory;

  private ScoringSettings settings(String own, String popular) {
    return new ScoringSettings(
        own, popular, directory, 30, 14, 1000, directory, "local[1]", Map.of());
  }

  private static ScoringModel model(SiteKnowledge knowledge) {
    return new ScoringModel(
        "dns/openspot-1",
        AgentCounts.of(Map.of()),
        TopicModel.EMPTY,
        CountingModel.EMPTY,
        knowledge.notes());
  }

  @Test
  void aListOfPopularDomainsThatIsNotThereIsAnError() {
    assertThatThrownBy(() -> SiteKnowledge.read(settings("", "/no/such/list.csv")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("scoring.popular-domains: cannot read /no/such/list.csv: no such file");
    assertThat(SiteKnowledge.read(settings("", "")).domains().popular()).isEmpty();
  }

  @Test
  void aModelIsForTheKnowledgeItWasTrainedWith() throws IOException {
    Path ranking = Files.writeString(directory.resolve("ranking.csv"), "1,example.com\n");
    SiteKnowledge then = SiteKnowledge.read(settings("acme.com", ranking.toString()));
    assertThat(then.domains().popular()).containsExactly("example.com");
    then.requireSame(model(then));

    Files.writeString(ranking, "1,example.org\n");
    SiteKnowledge now = SiteKnowledge.read(settings("acme.com", ranking.toString()));
    assertThatThrownBy(() -> now.requireSame(model(then)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("popular-domains-sha256")
        .hasMessageEndingWith("train again");
    assertThatThrownBy(
            () ->
                SiteKnowledge.read(settings("acme.org", ranking.toString()))
                    .requireSame(model(now)))
        .hasMessage(
            "the model was trained with own-domain 'acme.com', now it is 'acme.org': train again");
  }
}
