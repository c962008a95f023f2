package org.openspot.scoring.model.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.word.DocumentWord;
import org.openspot.scoring.model.word.FlowRecipe;

class FeedbackWeightsTest {
  private static final FlowRecipe RECIPE = new FlowRecipe();

  @Test
  void lowMarksAddBothWordsOfAFlowToTheTraining() {
    FeedbackWeights weights =
        FeedbackWeights.of(
            List.of(
                new Mark<>(Severity.LOW, flow("10.0.0.1", "10.0.0.2")),
                new Mark<>(Severity.LOW, flow("10.0.0.1", "10.0.0.3")),
                new Mark<>(Severity.MEDIUM, flow("10.0.0.4", "10.0.0.5"))),
            RECIPE,
            1000);
    String client = "client_443_TCP_6_10_2";
    String server = "server_443_TCP_6_10_2";
    assertThat(weights.extraCounts())
        .isEqualTo(
            Map.of(
                new DocumentWord("10.0.0.1", client), 2000L,
                new DocumentWord("10.0.0.2", server), 1000L,
                new DocumentWord("10.0.0.3", server), 1000L));
  }

  @Test
  void highMarksPullTheRecordAllTheWayAndItsRelativesHalf() {
    FeedbackWeights weights =
        FeedbackWeights.of(
            List.of(new Mark<>(Severity.HIGH, flow("10.0.0.1", "10.0.0.2"))), RECIPE, 10_000);
    assertThat(weights.extraCounts()).isEmpty();
    assertThat(weights.pull(RECIPE.words(flow("10.0.0.1", "10.0.0.2")))).isEqualTo(1e-4);
    assertThat(weights.pull(RECIPE.words(flow("10.0.0.1", "10.0.0.9")))).isEqualTo(1e-2);
    assertThat(weights.pull(RECIPE.words(flow("10.0.0.8", "10.0.0.9")))).isEqualTo(1);
  }

  @Test
  void asManyLowAsHighMarksDoNotPull() {
    FeedbackWeights weights =
        FeedbackWeights.of(
            List.of(
                new Mark<>(Severity.HIGH, flow("10.0.0.1", "10.0.0.2")),
                new Mark<>(Severity.LOW, flow("10.0.0.1", "10.0.0.2"))),
            RECIPE,
            1000);
    assertThat(weights.pull(RECIPE.words(flow("10.0.0.1", "10.0.0.2")))).isEqualTo(1);
  }

  private static FlowRecord flow(String source, String destination) {
    return new FlowRecord(
        "2016-07-08 06:58:45",
        1467961125L,
        new FlowRecord.Clock(6, 58, 45),
        new FlowRecord.Endpoint(source, 50000),
        new FlowRecord.Endpoint(destination, 443),
        "TCP",
        3,
        1000);
  }
}
