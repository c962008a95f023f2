package org.openspot.cli.score;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openspot.scoring.evaluation.TopicTrainer;
import org.openspot.scoring.model.topic.TopicScores;
import org.openspot.scoring.model.topic.TopicScores.Smoothing;
import org.openspot.scoring.model.word.DocumentWord;
import org.openspot.scoring.model.word.Recipe;
import org.openspot.scoring.model.word.WordProbability;
import org.openspot.scoring.spark.ScoringSession;
import org.openspot.scoring.spark.TrainingSettings;

/** Trains the topic model of an evaluation as spot score does, on this machine. */
final class SparkTopics implements TopicTrainer {
  private static final Map<String, String> ON_THIS_MACHINE =
      Map.of("spark.driver.bindAddress", "127.0.0.1", "spark.driver.host", "127.0.0.1");

  private final TrainingSettings settings;

  private SparkTopics(TrainingSettings settings) {
    this.settings = settings;
  }

  /** One that trains so, if there is Spark. */
  static Optional<TopicTrainer> where(TrainingSettings settings) {
    return isSparkThere() ? Optional.of(new SparkTopics(settings)) : Optional.empty();
  }

  /** True if Spark and its MLlib are on the class path. */
  static boolean isSparkThere() {
    try {
      Class.forName(
          "org.apache.spark.mllib.clustering.LDA", false, SparkTopics.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  @Override
  public <R> WordProbability train(List<R> records, Recipe<R> recipe) {
    Map<DocumentWord, Long> counts = new HashMap<>();
    for (R record : records) {
      for (DocumentWord word : recipe.words(record)) {
        if (!word.isError()) {
          counts.merge(word, 1L, Long::sum);
        }
      }
    }
    try (ScoringSession spark = ScoringSession.open("local[*]", Map.of(), ON_THIS_MACHINE)) {
      return new TopicScores(spark.train(counts, settings), Smoothing.DEFAULT);
    }
  }
}
