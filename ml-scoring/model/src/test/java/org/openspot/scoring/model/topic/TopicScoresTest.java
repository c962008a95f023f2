package org.openspot.scoring.model.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openspot.core.error.DataException;
import org.openspot.scoring.model.topic.TopicScores.Smoothing;

/** A corpus small enough to compute by hand: 2 topics, 3 words, 2 documents. */
class TopicScoresTest {
  private static final WordTable WORDS =
      WordTable.of(
          2,
          Map.of(
              "a", new double[] {6, 0},
              "b", new double[] {2, 1},
              "c", new double[] {0, 3}));

  private static TopicModel model(Precision precision) {
    return new TopicModel(
        1.02,
        1.001,
        WORDS,
        TopicMixes.of(
            2,
            precision,
            Map.of(
                "x", new TopicMixes.Mix(9, new double[] {1, 2}),
                "y", new TopicMixes.Mix(3, new double[] {1, 0}))));
  }

  @Test
  void theScoreIsTheSumOverTopics() {
    TopicScores scores = new TopicScores(model(Precision.DOUBLE), Smoothing.NONE);
    assertThat(scores.probability("x", "a")).isCloseTo(1.0 / 3 * 6 / 8, within(1e-15));
    assertThat(scores.probability("x", "b"))
        .isCloseTo(1.0 / 3 * 2 / 8 + 2.0 / 3 * 1 / 4, within(1e-15));
    assertThat(scores.probability("y", "c")).isZero();
  }

  @Test
  void asInSpotAnUnseenWordScoresZero() {
    TopicScores scores = new TopicScores(model(Precision.DOUBLE), Smoothing.NONE);
    assertThat(scores.probability("x", "never")).isZero();
  }

  @Test
  void anUnseenDocumentHasTheMixOfTheCorpus() {
    TopicScores scores = new TopicScores(model(Precision.DOUBLE), Smoothing.NONE);
    double first = 0.75 / 3 + 0.25; // 9 words of x, 3 of y
    assertThat(scores.probability("new", "a")).isCloseTo(first * 6 / 8, within(1e-15));
  }

  @Test
  void smoothingGivesTheUnseenALittleAndLeavesAProbability() {
    TopicScores scores = new TopicScores(model(Precision.DOUBLE), new Smoothing(0.5, 1));
    double first =
        (9 * (1.0 / 3) + 0.5) / 10; // one word of the average mix, which is half and half
    assertThat(scores.probability("x", "never"))
        .isCloseTo(first * 0.5 / 10 + (1 - first) * 0.5 / 6, within(1e-15));
    double sum = 0;
    for (String word : new String[] {"a", "b", "c", "never"}) {
      sum += scores.probability("x", word);
      assertThat(scores.probability("x", word))
          .isGreaterThanOrEqualTo(scores.probability("x", "never"));
    }
    assertThat(sum).isCloseTo(1, within(1e-12));
  }

  @Test
  void singlePrecisionRoundsTheMixesOnly() {
    TopicScores scores = new TopicScores(model(Precision.SINGLE), Smoothing.NONE);
    assertThat(scores.probability("x", "a")).isEqualTo((double) (float) (1.0 / 3) * (6.0 / 8));
    assertThat(Precision.ofBits(32)).isEqualTo(Precision.SINGLE);
    assertThat(Precision.ofBits(16)).isEqualTo(Precision.DOUBLE);
  }

  @Test
  void aModelThatDoesNotFitTogetherIsRefused() {
    assertThatThrownBy(() -> WordTable.of(2, Map.of("a", new double[] {1})))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("word a has 1 weights, but the model has 2 topics");
    assertThatThrownBy(() -> WordTable.of(1, Map.of("a", new double[] {Double.NaN})))
        .isInstanceOf(DataException.class);
  }

  @Test
  void theEmptyModelGivesNothing() {
    assertThat(new TopicScores(TopicModel.EMPTY, Smoothing.DEFAULT).probability("x", "a")).isZero();
  }
}
