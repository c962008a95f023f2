package org.openspot.scoring.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openspot.scoring.model.topic.TopicModel;
import org.openspot.scoring.model.topic.TopicScores;
import org.openspot.scoring.model.topic.TopicScores.Smoothing;
import org.openspot.scoring.model.word.DocumentWord;
import org.openspot.scoring.spark.TrainingSettings.Optimizer;

class TopicTrainingTest {
  private record Count(String document, String word, long count) {}

  private static Count count(String document, String word, long count) {
    return new Count(document, word, count);
  }

  private static TopicModel train(TrainingSettings settings, List<Count> counts) {
    Map<DocumentWord, Long> pairs = new LinkedHashMap<>();
    counts.forEach(one -> pairs.put(new DocumentWord(one.document(), one.word()), one.count()));
    return SparkForTests.scoring().train(pairs, settings);
  }

  private static double probability(TopicModel model, String document, String word) {
    return new TopicScores(model, Smoothing.NONE).probability(document, word);
  }

  private static TrainingSettings settings(Optimizer optimizer, int topics) {
    return optimizer == Optimizer.EM
        ? new TrainingSettings(optimizer, topics, 20, 1.02, 1.001, 13, 2)
        : new TrainingSettings(optimizer, topics, 400, 0.0009, 0.00001, 13, 1);
  }

  /** What Spot's own toy corpora are meant to give. */
  @ParameterizedTest
  @EnumSource(Optimizer.class)
  void aDocumentOfTwoWordsHasTheirSharesHoweverUnbalanced(Optimizer optimizer) {
    TopicModel model =
        train(
            settings(optimizer, 2),
            List.of(count("pets", "cat", 10), count("pets", "dog", 999999)));
    assertThat(probability(model, "pets", "cat")).isCloseTo(10.0 / 1000009, within(0.001));
    assertThat(probability(model, "pets", "dog")).isCloseTo(999999.0 / 1000009, within(0.001));
  }

  @ParameterizedTest
  @EnumSource(Optimizer.class)
  void twoDocumentsOfOneWordEachHaveNothingInCommon(Optimizer optimizer) {
    TopicModel model =
        train(
            settings(optimizer, 2),
            List.of(count("cat fancy", "cat", 1), count("dog world", "dog", 1)));
    assertThat(probability(model, "cat fancy", "cat")).isCloseTo(1, within(0.01));
    assertThat(probability(model, "dog world", "dog")).isCloseTo(1, within(0.01));
    assertThat(probability(model, "cat fancy", "dog")).isCloseTo(0, within(0.01));
  }

  @ParameterizedTest
  @EnumSource(Optimizer.class)
  void topicsAreDistributions(Optimizer optimizer) {
    TopicModel model =
        train(
            new TrainingSettings(
                optimizer, 3, 4, TrainingSettings.UNSET, TrainingSettings.UNSET, 1, 2),
            corpus(false));
    for (int document = 0; document < model.mixes().size(); document++) {
      double sum = 0;
      for (int word = 0; word < model.words().size(); word++) {
        sum += probability(model, model.mixes().document(document), model.words().word(word));
      }
      assertThat(sum).isCloseTo(1, within(1e-9));
    }
    assertThat(model.mixes().mix("10.0.0.3").orElseThrow().tokens()).isEqualTo(38);
  }

  private static List<Count> corpus(boolean shuffled) {
    List<Count> counts = new ArrayList<>();
    for (int document = 0; document < 60; document++) {
      for (int word = 0; word < 8; word++) {
        int count = (document * 7 + word * word * 3) % 11;
        if (count > 0) {
          counts.add(count("10.0.0." + document, "w" + (document % 3) * 8 + "_" + word, count));
        }
      }
    }
    if (shuffled) {
      Collections.shuffle(counts, new Random(5));
    }
    return counts;
  }

  @ParameterizedTest
  @EnumSource(Optimizer.class)
  void theSameSeedGivesTheSameModelWhateverOrderThePairsComeIn(Optimizer optimizer) {
    TrainingSettings settings =
        new TrainingSettings(optimizer, 3, 5, TrainingSettings.UNSET, TrainingSettings.UNSET, 7, 2);
    TopicModel one = train(settings, corpus(false));
    TopicModel again = train(settings, corpus(true));
    TopicModel other = train(settings.withSeed(8), corpus(false));
    double lastDigits = optimizer == Optimizer.EM ? 0 : 1e-9;
    boolean differs = false;
    for (int document = 0; document < one.mixes().size(); document++) {
      String name = one.mixes().document(document);
      for (int word = 0; word < one.words().size(); word++) {
        String text = one.words().word(word);
        double expected = probability(one, name, text);
        assertThat(probability(again, name, text)).isCloseTo(expected, within(lastDigits));
        differs |= Math.abs(probability(other, name, text) - expected) > 1e-6;
      }
    }
    assertThat(differs).as("another seed, another model").isTrue();
  }

  @Test
  void priorsAreThoseOfTheOptimizer() {
    TrainingSettings online =
        new TrainingSettings(
            Optimizer.ONLINE, 4, 2, TrainingSettings.UNSET, TrainingSettings.UNSET, 1, 2);
    assertThat(TrainingSettings.DEFAULT.alpha()).isEqualTo(1.02);
    assertThat(TrainingSettings.DEFAULT.beta()).isEqualTo(1.001);
    assertThat(train(online, corpus(false)).beta()).isEqualTo(0.25);
    assertThatThrownBy(() -> new TrainingSettings(Optimizer.EM, 4, 2, 0.5, 1.1, 1, 2))
        .hasMessage("alpha must be above 1 for em: 0.5");
  }

  @Test
  void nothingToTrainOnGivesAModelWithoutTopics() {
    assertThat(train(TrainingSettings.DEFAULT, List.of())).isSameAs(TopicModel.EMPTY);
  }
}
