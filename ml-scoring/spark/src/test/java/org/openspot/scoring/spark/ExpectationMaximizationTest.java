package org.openspot.scoring.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.mllib.clustering.DistributedLDAModel;
import org.apache.spark.mllib.clustering.LDA;
import org.apache.spark.mllib.linalg.Matrix;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import org.junit.jupiter.api.Test;
import org.openspot.scoring.model.topic.TopicModel;
import org.openspot.scoring.model.topic.TopicScores;
import org.openspot.scoring.model.word.DocumentWord;
import org.openspot.scoring.spark.TrainingSettings.Optimizer;
import scala.Tuple2;

class ExpectationMaximizationTest {
  private static final double ALPHA = 1.02;
  private static final double BETA = 1.001;
  private static final int TOPICS = 3;
  private static final int DOCUMENTS = 7;
  private static final int WORDS = 5;

  /** How often each word is in each document; some are in none. */
  private static long[][] counts() {
    Random random = new Random(2);
    long[][] counts = new long[DOCUMENTS][WORDS];
    for (long[] document : counts) {
      for (int word = 0; word < WORDS; word++) {
        document[word] = (long) random.nextInt(4) * random.nextInt(30);
      }
      document[random.nextInt(WORDS)] = 1;
    }
    return counts;
  }

  private static CountedDocuments documents(long[][] counts, int from, int to) {
    PairCounter counter = new PairCounter();
    for (int document = from; document < to; document++) {
      for (int word = 0; word < counts[document].length; word++) {
        if (counts[document][word] > 0) {
          counter.add("d" + document, "w" + word, counts[document][word]);
        }
      }
    }
    return counter.result();
  }

  private static int[] numbers(CountedDocuments documents) {
    int[] numbers = new int[documents.words()];
    for (int word = 0; word < numbers.length; word++) {
      numbers[word] = Integer.parseInt(documents.word(word).substring(1));
    }
    return numbers;
  }

  private static TopicWeights weights(TopicPart... parts) {
    double[] sum = new double[WORDS * TOPICS];
    for (TopicPart part : parts) {
      part.contribution().addTo(sum);
    }
    return new TopicWeights(sum, TOPICS, ALPHA, BETA);
  }

  /** The formula as it stands in the paper, over the whole corpus at once. */
  private static double[][] mix(
      TopicWeights words, double[] documentTopics, int document, int word) {
    double[] mix = new double[TOPICS];
    double sum = 0;
    for (int topic = 0; topic < TOPICS; topic++) {
      double ofTopic = 0;
      for (int any = 0; any < WORDS; any++) {
        ofTopic += words.weight(any, topic);
      }
      mix[topic] =
          (words.weight(word, topic) + BETA - 1)
              * (documentTopics[document * TOPICS + topic] + ALPHA - 1)
              / (ofTopic + WORDS * BETA - WORDS);
      sum += mix[topic];
    }
    return new double[][] {mix, {sum}};
  }

  @Test
  void anIterationIsTheFormulaHoweverDocumentsAreDivided() {
    long[][] counts = counts();
    CountedDocuments all = documents(counts, 0, DOCUMENTS);
    CountedDocuments some = documents(counts, 0, 3);
    CountedDocuments others = documents(counts, 3, DOCUMENTS);
    TopicPart whole = TopicPart.first(all, numbers(all), TOPICS, 9);
    TopicPart one = TopicPart.first(some, numbers(some), TOPICS, 9);
    TopicPart other = TopicPart.first(others, numbers(others), TOPICS, 9);
    for (int iteration = 0; iteration < 3; iteration++) {
      TopicWeights before = weights(whole);
      double[] documentTopics = new double[DOCUMENTS * TOPICS];
      double[] wordTopics = new double[WORDS * TOPICS];
      for (int document = 0; document < DOCUMENTS; document++) {
        for (int word = 0; word < WORDS; word++) {
          double[][] mix = mix(before, whole.documentTopics(), document, word);
          for (int topic = 0; topic < TOPICS; topic++) {
            double weight = counts[document][word] * mix[0][topic] / mix[1][0];
            documentTopics[document * TOPICS + topic] += weight;
            wordTopics[word * TOPICS + topic] += weight;
          }
        }
      }
      TopicWeights shared = weights(one, other);
      whole = whole.next(before);
      one = one.next(shared);
      other = other.next(shared);
      TopicWeights after = weights(whole);
      TopicWeights divided = weights(one, other);
      for (int word = 0; word < WORDS; word++) {
        for (int topic = 0; topic < TOPICS; topic++) {
          double expected = wordTopics[word * TOPICS + topic];
          assertThat(after.weight(word, topic)).isCloseTo(expected, within(1e-10));
          assertThat(divided.weight(word, topic)).isCloseTo(expected, within(1e-10));
        }
      }
      assertThat(whole.documentTopics()).containsExactly(documentTopics, within(1e-10));
    }
  }

  private static final int THEMES = 2;
  private static final int ITERATIONS = 30;

  /** Documents about one theme or the other, and words that both themes have. */
  private static Map<DocumentWord, Long> themes() {
    Random random = new Random(6);
    Map<DocumentWord, Long> counts = new LinkedHashMap<>();
    for (int document = 0; document < 16; document++) {
      for (int word = 0; word < 6; word++) {
        String text = word < 2 ? "both" + word : "w" + document % THEMES + word;
        counts.put(new DocumentWord("d" + document, text), 20L + random.nextInt(60));
      }
    }
    return counts;
  }

  @Test
  void topicsAreThoseOfMllibsExpectationMaximization() {
    Map<DocumentWord, Long> counts = themes();
    TopicModel ours =
        SparkForTests.scoring()
            .train(
                counts, new TrainingSettings(Optimizer.EM, THEMES, ITERATIONS, ALPHA, BETA, 1, 2));
    Map<DocumentWord, Double> theirs = ofMllib(counts);
    TopicScores scores = new TopicScores(ours, TopicScores.Smoothing.NONE);
    double likelihood = 0;
    double ofMllib = 0;
    for (Map.Entry<DocumentWord, Long> count : counts.entrySet()) {
      DocumentWord pair = count.getKey();
      double probability = scores.probability(pair.document(), pair.word());
      assertThat(probability).isCloseTo(theirs.get(pair), within(1e-3));
      likelihood += count.getValue() * Math.log(probability);
      ofMllib += count.getValue() * Math.log(theirs.get(pair));
    }
    assertThat(likelihood).isCloseTo(ofMllib, within(1e-4 * Math.abs(ofMllib)));
  }

  /** The probability of each word in its document. */
  private static Map<DocumentWord, Double> ofMllib(Map<DocumentWord, Long> counts) {
    List<String> documents =
        counts.keySet().stream().map(DocumentWord::document).distinct().toList();
    List<String> words = counts.keySet().stream().map(DocumentWord::word).distinct().toList();
    List<Tuple2<Long, Vector>> corpus = new ArrayList<>();
    for (int document = 0; document < documents.size(); document++) {
      double[] ofDocument = new double[words.size()];
      for (int word = 0; word < ofDocument.length; word++) {
        DocumentWord pair = new DocumentWord(documents.get(document), words.get(word));
        ofDocument[word] = counts.getOrDefault(pair, 0L);
      }
      corpus.add(new Tuple2<>((long) document, Vectors.dense(ofDocument)));
    }
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(SparkForTests.session().sparkContext());
    DistributedLDAModel model =
        (DistributedLDAModel)
            new LDA()
                .setK(THEMES)
                .setMaxIterations(ITERATIONS)
                .setDocConcentration(ALPHA)
                .setTopicConcentration(BETA)
                .setSeed(1)
                .setOptimizer("em")
                .run(JavaPairRDD.fromJavaRDD(context.parallelize(corpus, 1)));
    Matrix topics = model.topicsMatrix();
    Map<DocumentWord, Double> probabilities = new LinkedHashMap<>();
    for (Tuple2<Long, Vector> mix : model.javaTopicDistributions().collect()) {
      for (int word = 0; word < words.size(); word++) {
        double probability = 0;
        for (int topic = 0; topic < THEMES; topic++) {
          double total = 0;
          for (int any = 0; any < words.size(); any++) {
            total += topics.apply(any, topic);
          }
          probability += mix._2().apply(topic) * topics.apply(word, topic) / total;
        }
        probabilities.put(
            new DocumentWord(documents.get(mix._1().intValue()), words.get(word)), probability);
      }
    }
    return probabilities;
  }
}
