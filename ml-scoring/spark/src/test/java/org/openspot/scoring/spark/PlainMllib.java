package org.openspot.scoring.spark;

import static org.apache.spark.sql.functions.call_udf;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.least;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.mllib.clustering.DistributedLDAModel;
import org.apache.spark.mllib.clustering.LDA;
import org.apache.spark.mllib.linalg.Matrix;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.source.ScoredSource;
import org.openspot.scoring.model.word.DocumentWord;
import org.openspot.scoring.model.word.FlowRecipe;
import scala.Tuple2;
import scala.collection.Seq;

/**
 * The topic model over a day of flows as one would write it with Spark's and MLlib's calls, to
 * compare with: words by a function of a row, counted by grouping, MLlib's EM, scores by joining.
 * There are no detectors, no counting model and no reasons.
 *
 * <pre>PlainMllib DIRECTORY MASTER</pre>
 */
final class PlainMllib {
  private static final int TOPICS = 20;
  private static final int ITERATIONS = 20;
  private static final int RESULTS = 1000;
  private static final StructType PAIR =
      new StructType().add("document", DataTypes.StringType).add("word", DataTypes.StringType);

  private PlainMllib() {}

  public static void main(String[] arguments) {
    SparkSession spark =
        SparkSession.builder()
            .appName("plain-mllib")
            .master(arguments[1])
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "16")
            .getOrCreate();
    Column words = words(spark);
    Dataset<Row> flows =
        spark
            .read()
            .parquet(arguments[0])
            .select(FlowRecord.COLUMNS.stream().map(functions::col).toArray(Column[]::new))
            .withColumn("words", words);
    Dataset<Row> counts =
        flows
            .select(explode(col("words")).as("pair"))
            .select("pair.document", "pair.word")
            .groupBy("document", "word")
            .count()
            .cache();
    Map<String, Integer> vocabulary = new HashMap<>();
    for (Row word : counts.select("word").distinct().collectAsList()) {
      vocabulary.put(word.getString(0), vocabulary.size());
    }
    System.out.println(counts.count() + " pairs, " + vocabulary.size() + " words");
    JavaPairRDD<Long, Tuple2<String, Vector>> documents = documents(counts, vocabulary);
    DistributedLDAModel model =
        (DistributedLDAModel)
            new LDA()
                .setK(TOPICS)
                .setMaxIterations(ITERATIONS)
                .setDocConcentration(1.02)
                .setTopicConcentration(1.001)
                .setSeed(1)
                .setOptimizer("em")
                .run(documents.mapValues(Tuple2::_2));
    JavaRDD<Row> mixes =
        model
            .javaTopicDistributions()
            .join(documents.mapValues(Tuple2::_1))
            .map(one -> RowFactory.create(one._2()._2(), one._2()._1().toArray()));
    List<Row> results =
        scored(spark, flows, mixes, vocabulary, model.topicsMatrix())
            .orderBy("score")
            .limit(RESULTS)
            .collectAsList();
    System.out.println(results.size() + " results from " + results.get(0));
    spark.stop();
  }

  private static Column words(SparkSession spark) {
    ScoredSource<FlowRecord> source = ScoredSource.flow();
    UDF1<Row, List<Row>> make =
        row -> {
          List<Row> made = new ArrayList<>();
          for (DocumentWord word : new FlowRecipe().words(source.record(new RowCells(row)))) {
            made.add(RowFactory.create(word.document(), word.word()));
          }
          return made;
        };
    spark.udf().register("words", make, DataTypes.createArrayType(PAIR));
    return call_udf(
        "words",
        functions.struct(FlowRecord.COLUMNS.stream().map(functions::col).toArray(Column[]::new)));
  }

  private static JavaPairRDD<Long, Tuple2<String, Vector>> documents(
      Dataset<Row> counts, Map<String, Integer> vocabulary) {
    int words = vocabulary.size();
    return counts
        .javaRDD()
        .mapToPair(
            row ->
                new Tuple2<>(
                    row.getString(0),
                    new Tuple2<>(vocabulary.get(row.getString(1)), (double) row.getLong(2))))
        .groupByKey()
        .mapValues(pairs -> Vectors.sparse(words, pairs))
        .zipWithIndex()
        .mapToPair(Tuple2::swap)
        .cache();
  }

  private static Dataset<Row> scored(
      SparkSession spark,
      Dataset<Row> flows,
      JavaRDD<Row> mixes,
      Map<String, Integer> vocabulary,
      Matrix topics) {
    double[] weights = topics.toArray();
    int words = vocabulary.size();
    for (int topic = 0; topic < TOPICS; topic++) {
      double sum = 0;
      for (int word = 0; word < words; word++) {
        sum += weights[topic * words + word];
      }
      for (int word = 0; word < words; word++) {
        weights[topic * words + word] /= sum;
      }
    }
    Broadcast<Tuple2<Map<String, Integer>, double[]>> shared =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(new Tuple2<>(vocabulary, weights));
    UDF2<Seq<Double>, String, Double> probability =
        (mix, word) -> {
          int number = shared.value()._1().get(word);
          double sum = 0;
          for (int topic = 0; topic < TOPICS; topic++) {
            sum += (double) mix.apply(topic) * shared.value()._2()[topic * words + number];
          }
          return sum;
        };
    spark.udf().register("probability", probability, DataTypes.DoubleType);
    StructType schema =
        new StructType()
            .add("document", DataTypes.StringType)
            .add("mix", DataTypes.createArrayType(DataTypes.DoubleType));
    Dataset<Row> byDocument = spark.createDataFrame(mixes, schema).cache();
    Dataset<Row> sources = byDocument.toDF("sip", "source_mix");
    Dataset<Row> destinations = byDocument.toDF("dip", "destination_mix");
    return flows
        .join(sources, "sip")
        .join(destinations, "dip")
        .withColumn(
            "score",
            least(
                call_udf(
                    "probability", col("source_mix"), col("words").getItem(0).getField("word")),
                call_udf(
                    "probability",
                    col("destination_mix"),
                    col("words").getItem(1).getField("word"))));
  }
}
