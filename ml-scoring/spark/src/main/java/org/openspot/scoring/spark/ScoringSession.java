package org.openspot.scoring.spark;

import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.openspot.scoring.model.topic.Precision;
import org.openspot.scoring.model.topic.TopicModel;
import org.openspot.scoring.model.word.DocumentWord;

/** Spark, opened as scoring needs it. Closing it ends Spark. */
public final class ScoringSession implements AutoCloseable {
  private final SparkSession spark;

  private ScoringSession(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * Opens Spark.
   *
   * @param master where, unless spark-submit says
   * @param hadoop properties of Hadoop's client
   * @param properties of Spark, which come last
   */
  public static ScoringSession open(
      String master, Map<String, String> hadoop, Map<String, String> properties) {
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("openspot-score")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.sql.session.timeZone", "UTC")
            // Plans that change with what is measured while they run would divide records in
            // another way each time.
            .config("spark.sql.adaptive.enabled", "false")
            .config("spark.sql.shuffle.partitions", "16");
    hadoop.forEach((key, value) -> builder.config("spark.hadoop." + key, value));
    properties.forEach(builder::config);
    if (System.getProperty("spark.master") == null) {
      builder.master(master);
    }
    return new ScoringSession(builder.getOrCreate());
  }

  SparkSession spark() {
    return spark;
  }

  /**
   * Scores.
   *
   * @param progress told what is being done, a line each
   * @throws org.openspot.core.error.DataException if a file cannot be read, or the model is for
   *     other words
   */
  public <R> ScoringResult<R> run(ScoringRequest<R> request, Consumer<String> progress) {
    return new ScoringJob(spark, progress).run(request);
  }

  /**
   * Trains topics alone, on words that were counted elsewhere.
   *
   * @param counts how often each word is in each document
   */
  public TopicModel train(Map<DocumentWord, Long> counts, TrainingSettings settings) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    JavaRDD<CountedDocuments> documents = WordPairs.of(context, counts, settings.partitions());
    return new TopicTraining(context, settings, Precision.DOUBLE)
        .train(documents, Vocabulary.of(documents));
  }

  @Override
  public void close() {
    spark.stop();
  }
}
