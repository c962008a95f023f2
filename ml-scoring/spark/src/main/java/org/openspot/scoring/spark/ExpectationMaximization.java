package org.openspot.scoring.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;

/**
 * Latent Dirichlet allocation by expectation maximization, as MLlib has it (Asuncion and others, On
 * Smoothing and Inference for Topic Models, 2009, the MAP update), with the documents staying where
 * they are: what travels in an iteration is the topics' words. Sums are added up in the order of
 * the parts, so that the same counts, seed and number of parts give the same model to the last bit.
 */
final class ExpectationMaximization {
  /** A plan that is longer than this is cut, or Spark would at last not be able to write it. */
  private static final int LONGEST_PLAN = 50;

  private final JavaSparkContext context;
  private final TrainingSettings settings;

  ExpectationMaximization(JavaSparkContext context, TrainingSettings settings) {
    this.context = context;
    this.settings = settings;
  }

  /**
   * What it comes to.
   *
   * @param weights of words in topics
   * @param documentTopics of each part its documents' weights of topics, one after the other
   */
  record Fit(TopicWeights weights, List<double[]> documentTopics) {}

  /** Goes over the documents as often as is set. */
  Fit fit(JavaRDD<CountedDocuments> documents, Vocabulary vocabulary) {
    int topics = settings.topics();
    long seed = settings.seed();
    List<Broadcast<?>> shared = new ArrayList<>();
    Broadcast<Vocabulary> words = context.broadcast(vocabulary);
    shared.add(words);
    JavaRDD<TopicPart> parts =
        documents.map(part -> TopicPart.first(part, words.value().numbers(part), topics, seed));
    parts.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      TopicWeights weights = weights(parts, vocabulary);
      for (int iteration = 1; iteration <= settings.iterations(); iteration++) {
        Broadcast<TopicWeights> before = context.broadcast(weights);
        shared.add(before);
        JavaRDD<TopicPart> next = parts.map(part -> part.next(before.value()));
        if (iteration % LONGEST_PLAN == 0) {
          next.rdd().localCheckpoint();
        } else {
          next.persist(StorageLevel.MEMORY_AND_DISK());
        }
        weights = weights(next, vocabulary);
        // What tasks have is let go; the driver keeps it for parts that may have to be made anew.
        before.unpersist();
        parts.unpersist();
        parts = next;
      }
      return new Fit(weights, parts.map(TopicPart::documentTopics).collect());
    } finally {
      parts.unpersist();
      shared.forEach(Broadcast::destroy);
    }
  }

  private TopicWeights weights(JavaRDD<TopicPart> parts, Vocabulary vocabulary) {
    double[] sum = new double[Math.multiplyExact(vocabulary.size(), settings.topics())];
    parts.map(TopicPart::contribution).collect().forEach(part -> part.addTo(sum));
    return new TopicWeights(sum, settings.topics(), settings.alpha(), settings.beta());
  }
}
