package org.openspot.scoring.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.mllib.clustering.LDA;
import org.apache.spark.mllib.clustering.LocalLDAModel;
import org.apache.spark.mllib.clustering.OnlineLDAOptimizer;
import org.apache.spark.mllib.linalg.Matrix;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import org.apache.spark.storage.StorageLevel;
import org.openspot.scoring.model.topic.Precision;
import org.openspot.scoring.model.topic.TopicMixes;
import org.openspot.scoring.model.topic.TopicModel;
import org.openspot.scoring.model.topic.WordTable;
import scala.Tuple2;

/**
 * Trains topics on counts of words in documents, by our own {@link ExpectationMaximization} or by
 * MLlib's online algorithm. The order of documents and words, their numbers, and how they are
 * divided follow from their texts and the settings alone, so that the same counts, seed and
 * partitions give the same model; of the online algorithm but for the last digits, in which the
 * order of additions may show.
 */
final class TopicTraining {
  private static final double ONLINE_DECAY = 1024;
  private static final double ONLINE_RATE = 0.51;
  private static final double ONLINE_SHARE = 0.05;

  private final JavaSparkContext context;
  private final TrainingSettings settings;
  private final Precision precision;

  TopicTraining(JavaSparkContext context, TrainingSettings settings, Precision precision) {
    this.context = context;
    this.settings = settings;
    this.precision = precision;
  }

  /**
   * Trains.
   *
   * @param documents with their words; more than one pass is made
   * @param vocabulary their words
   */
  TopicModel train(JavaRDD<CountedDocuments> documents, Vocabulary vocabulary) {
    if (vocabulary.size() == 0) {
      return TopicModel.EMPTY;
    }
    List<Names> names = documents.map(Names::of).collect();
    return switch (settings.optimizer()) {
      case EM -> maximized(documents, vocabulary, names);
      case ONLINE -> online(documents, vocabulary, names);
    };
  }

  /** What a part's documents are called, and how many words each has. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Names(String[] documents, double[] tokens) implements Serializable {
    static Names of(CountedDocuments documents) {
      IntStream all = IntStream.range(0, documents.size());
      return new Names(
          IntStream.range(0, documents.size()).mapToObj(documents::document).toArray(String[]::new),
          all.mapToDouble(documents::tokens).toArray());
    }
  }

  private TopicModel maximized(
      JavaRDD<CountedDocuments> documents, Vocabulary vocabulary, List<Names> names) {
    ExpectationMaximization.Fit fit =
        new ExpectationMaximization(context, settings).fit(documents, vocabulary);
    int topics = settings.topics();
    Map<String, double[]> weights = new HashMap<>();
    for (int word = 0; word < vocabulary.size(); word++) {
      int row = word;
      weights.put(
          vocabulary.word(word),
          IntStream.range(0, topics)
              .mapToDouble(topic -> fit.weights().weight(row, topic))
              .toArray());
    }
    Map<String, TopicMixes.Mix> mixes = new HashMap<>();
    for (int part = 0; part < names.size(); part++) {
      String[] ofPart = names.get(part).documents();
      double[] all = fit.documentTopics().get(part);
      for (int document = 0; document < ofPart.length; document++) {
        double[] mix = Arrays.copyOfRange(all, document * topics, (document + 1) * topics);
        mixes.put(ofPart[document], new TopicMixes.Mix(names.get(part).tokens()[document], mix));
      }
    }
    return new TopicModel(
        settings.alpha(),
        settings.beta(),
        WordTable.of(topics, weights),
        TopicMixes.of(topics, precision, mixes));
  }

  private TopicModel online(
      JavaRDD<CountedDocuments> documents, Vocabulary vocabulary, List<Names> names) {
    Broadcast<Vocabulary> words = context.broadcast(vocabulary);
    JavaPairRDD<Long, Vector> corpus =
        documents
            .flatMap(part -> vectors(part, words.value()))
            .zipWithIndex()
            .mapToPair(Tuple2::swap)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      int size = names.stream().mapToInt(part -> part.documents().length).sum();
      LocalLDAModel trained =
          (LocalLDAModel)
              new LDA()
                  .setK(settings.topics())
                  .setMaxIterations(settings.iterations())
                  .setDocConcentration(settings.alpha())
                  .setTopicConcentration(settings.beta())
                  .setSeed(settings.seed())
                  .setOptimizer(optimizer(size))
                  .run(corpus);
      return new TopicModel(
          trained.docConcentration().apply(0),
          trained.topicConcentration(),
          table(trained.topicsMatrix(), vocabulary),
          mixes(trained.setSeed(settings.seed()), corpus, names));
    } finally {
      corpus.unpersist();
      words.destroy();
    }
  }

  private static Iterator<Vector> vectors(CountedDocuments documents, Vocabulary vocabulary) {
    int[] numbers = vocabulary.numbers(documents);
    return IntStream.range(0, documents.size())
        .mapToObj(
            document -> {
              int from = documents.start(document);
              int to = documents.start(document + 1);
              return Vectors.sparse(
                  vocabulary.size(),
                  IntStream.range(from, to).map(pair -> numbers[documents.wordOf(pair)]).toArray(),
                  IntStream.range(from, to).mapToDouble(documents::count).toArray());
            })
        .iterator();
  }

  private static OnlineLDAOptimizer optimizer(int documents) {
    return new OnlineLDAOptimizer()
        .setOptimizeDocConcentration(true)
        .setTau0(ONLINE_DECAY)
        .setKappa(ONLINE_RATE)
        // What MLlib's own example does, and Spot meant: it has 1.05 / n, about one document.
        .setMiniBatchFraction(Math.min(1, ONLINE_SHARE + 1.0 / documents));
  }

  private TopicMixes mixes(
      LocalLDAModel trained, JavaPairRDD<Long, Vector> corpus, List<Names> names) {
    List<String> documents = new ArrayList<>();
    names.forEach(part -> documents.addAll(List.of(part.documents())));
    double[] tokens =
        names.stream().flatMapToDouble(part -> Arrays.stream(part.tokens())).toArray();
    Map<String, TopicMixes.Mix> mixes = new HashMap<>();
    for (Tuple2<Long, Vector> mix : trained.topicDistributions(corpus).collect()) {
      int document = mix._1().intValue();
      mixes.put(documents.get(document), new TopicMixes.Mix(tokens[document], mix._2().toArray()));
    }
    return TopicMixes.of(settings.topics(), precision, mixes);
  }

  private static WordTable table(Matrix matrix, Vocabulary vocabulary) {
    int topics = matrix.numCols();
    double[] byTopic = matrix.toArray();
    Map<String, double[]> weights = new HashMap<>();
    for (int word = 0; word < vocabulary.size(); word++) {
      double[] row = new double[topics];
      for (int topic = 0; topic < topics; topic++) {
        row[topic] = byTopic[topic * vocabulary.size() + word];
      }
      weights.put(vocabulary.word(word), row);
    }
    return WordTable.of(topics, weights);
  }
}
