package org.openspot.scoring.spark;

import static org.openspot.scoring.spark.WordPairs.COUNT;
import static org.openspot.scoring.spark.WordPairs.DOCUMENT;
import static org.openspot.scoring.spark.WordPairs.WORD;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.mllib.clustering.DistributedLDAModel;
import org.apache.spark.mllib.clustering.EMLDAOptimizer;
import org.apache.spark.mllib.clustering.LDA;
import org.apache.spark.mllib.clustering.LDAModel;
import org.apache.spark.mllib.clustering.LDAOptimizer;
import org.apache.spark.mllib.clustering.LocalLDAModel;
import org.apache.spark.mllib.clustering.OnlineLDAOptimizer;
import org.apache.spark.mllib.linalg.Matrix;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.openspot.scoring.model.topic.Precision;
import org.openspot.scoring.model.topic.TopicMixes;
import org.openspot.scoring.model.topic.TopicModel;
import org.openspot.scoring.model.topic.WordTable;
import scala.Tuple2;

/**
 * Trains topics with MLlib on counts of words in documents. The order of documents and words, their
 * numbers, and how they are divided follow from their texts and the settings alone, so that the
 * same counts, seed and partitions give the same model but for the last digits, in which the order
 * of additions may show.
 */
final class TopicTraining {
  private static final double ONLINE_DECAY = 1024;
  private static final double ONLINE_RATE = 0.51;
  private static final double ONLINE_SHARE = 0.05;

  private final SparkSession spark;
  private final TrainingSettings settings;
  private final Precision precision;

  TopicTraining(SparkSession spark, TrainingSettings settings, Precision precision) {
    this.spark = spark;
    this.settings = settings;
    this.precision = precision;
  }

  /**
   * Trains.
   *
   * @param pairs documents, words and counts, each pair once; more than one pass is made
   * @param vocabulary their words
   */
  TopicModel train(Dataset<Row> pairs, Map<String, Long> vocabulary) {
    if (vocabulary.isEmpty()) {
      return TopicModel.EMPTY;
    }
    String[] words = vocabulary.keySet().toArray(String[]::new);
    Arrays.sort(words);
    JavaPairRDD<String, Vector> documents =
        documents(pairs, words).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      JavaPairRDD<Long, Vector> corpus = documents.values().zipWithIndex().mapToPair(Tuple2::swap);
      List<Tuple2<String, Double>> tokens =
          documents.mapToPair(entry -> new Tuple2<>(entry._1(), sum(entry._2()))).collect();
      return train(corpus, words, tokens);
    } finally {
      documents.unpersist();
    }
  }

  private static double sum(Vector counts) {
    return Arrays.stream(counts.toSparse().values()).sum();
  }

  /** Each document with its vector of counts, in an order that depends on nothing else. */
  private JavaPairRDD<String, Vector> documents(Dataset<Row> pairs, String[] words) {
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < words.length; i++) {
      numbers.put(words[i], i);
    }
    Broadcast<Map<String, Integer>> shared =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(numbers);
    PairFlatMapFunction<Iterator<Row>, String, Vector> gather =
        rows -> new Documents(rows, shared.value());
    return pairs
        .select(DOCUMENT, WORD, COUNT)
        .repartition(settings.partitions(), pairs.col(DOCUMENT))
        .sortWithinPartitions(DOCUMENT, WORD)
        .javaRDD()
        .mapPartitionsToPair(gather);
  }

  /** Gathers rows that follow each other and have the same document. */
  private static final class Documents implements Iterator<Tuple2<String, Vector>> {
    private final Iterator<Row> rows;
    private final Map<String, Integer> numbers;
    private Row next;

    Documents(Iterator<Row> rows, Map<String, Integer> numbers) {
      this.rows = rows;
      this.numbers = numbers;
      this.next = rows.hasNext() ? rows.next() : null;
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Tuple2<String, Vector> next() {
      if (next == null) {
        throw new NoSuchElementException();
      }
      String document = next.getString(0);
      List<Tuple2<Integer, Double>> counts = new ArrayList<>();
      while (next != null && next.getString(0).equals(document)) {
        counts.add(new Tuple2<>(numbers.get(next.getString(1)), (double) next.getLong(2)));
        next = rows.hasNext() ? rows.next() : null;
      }
      return new Tuple2<>(document, Vectors.sparse(numbers.size(), counts));
    }
  }

  private TopicModel train(
      JavaPairRDD<Long, Vector> corpus, String[] words, List<Tuple2<String, Double>> tokens) {
    LDAModel trained =
        new LDA()
            .setK(settings.topics())
            .setMaxIterations(settings.iterations())
            .setDocConcentration(settings.alpha())
            .setTopicConcentration(settings.beta())
            .setSeed(settings.seed())
            .setOptimizer(optimizer(tokens.size()))
            .run(corpus);
    Map<String, TopicMixes.Mix> mixes = new HashMap<>();
    for (Tuple2<Long, Vector> mix : mixes(trained, corpus).collect()) {
      Tuple2<String, Double> document = tokens.get(mix._1().intValue());
      mixes.put(document._1(), new TopicMixes.Mix(document._2(), mix._2().toArray()));
    }
    return new TopicModel(
        trained.docConcentration().apply(0),
        trained.topicConcentration(),
        table(trained.topicsMatrix(), words),
        TopicMixes.of(settings.topics(), precision, mixes));
  }

  private LDAOptimizer optimizer(int documents) {
    return switch (settings.optimizer()) {
      case EM -> new EMLDAOptimizer();
      case ONLINE ->
          new OnlineLDAOptimizer()
              .setOptimizeDocConcentration(true)
              .setTau0(ONLINE_DECAY)
              .setKappa(ONLINE_RATE)
              // What MLlib's own example does, and Spot meant: it has 1.05 / n, about one document.
              .setMiniBatchFraction(Math.min(1, ONLINE_SHARE + 1.0 / documents));
    };
  }

  private JavaPairRDD<Long, Vector> mixes(LDAModel trained, JavaPairRDD<Long, Vector> corpus) {
    if (trained instanceof DistributedLDAModel distributed) {
      return distributed.javaTopicDistributions();
    }
    return ((LocalLDAModel) trained).setSeed(settings.seed()).topicDistributions(corpus);
  }

  private static WordTable table(Matrix matrix, String[] words) {
    int topics = matrix.numCols();
    double[] byTopic = matrix.toArray();
    Map<String, double[]> weights = new HashMap<>();
    for (int word = 0; word < words.length; word++) {
      double[] row = new double[topics];
      for (int topic = 0; topic < topics; topic++) {
        row[topic] = byTopic[topic * words.length + word];
      }
      weights.put(words[word], row);
    }
    return WordTable.of(topics, weights);
  }
}
