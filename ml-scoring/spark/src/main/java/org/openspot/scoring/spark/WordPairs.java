package org.openspot.scoring.spark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.openspot.scoring.model.word.AgentCounts;
import org.openspot.scoring.model.word.DocumentWord;
import scala.Tuple2;

/**
 * How often each word is in each document, counted by Spark: rows of {@code document}, {@code word}
 * and {@code count}. Records with a flaw, and those without a word, are left out.
 */
final class WordPairs {
  static final String DOCUMENT = "document";
  static final String WORD = "word";
  static final String COUNT = "count";

  private static final StructType SCHEMA =
      new StructType()
          .add(DOCUMENT, DataTypes.StringType)
          .add(WORD, DataTypes.StringType)
          .add(COUNT, DataTypes.LongType);

  private WordPairs() {}

  /** Counts the words of rows that begin with a record's columns. */
  static <R> Dataset<Row> count(Dataset<Row> rows, Broadcast<WordMaker<R>> words) {
    FlatMapFunction<Row, Tuple2<String, String>> pairs = row -> pairs(row, words.value());
    return rows.flatMap(pairs, Encoders.tuple(Encoders.STRING(), Encoders.STRING()))
        .toDF(DOCUMENT, WORD)
        .groupBy(DOCUMENT, WORD)
        .agg(functions.count("*").as(COUNT));
  }

  private static <R> Iterator<Tuple2<String, String>> pairs(Row row, WordMaker<R> words) {
    ScoredSource<R> source = words.source();
    R record = source.record(row);
    List<Tuple2<String, String>> found = new ArrayList<>(2);
    if (source.flaw(record).isEmpty()) {
      for (DocumentWord pair : words.recipe().words(record)) {
        if (!pair.isError()) {
          found.add(new Tuple2<>(pair.document(), pair.word()));
        }
      }
    }
    return found.iterator();
  }

  /** The same with the counts that feedback adds. */
  static Dataset<Row> plus(
      SparkSession spark, Dataset<Row> pairs, Map<DocumentWord, Long> extraCounts) {
    if (extraCounts.isEmpty()) {
      return pairs;
    }
    return pairs
        .union(of(spark, extraCounts))
        .groupBy(DOCUMENT, WORD)
        .agg(functions.sum(COUNT).as(COUNT));
  }

  /** Counts that are known. */
  static Dataset<Row> of(SparkSession spark, Map<DocumentWord, Long> counts) {
    List<Row> rows = new ArrayList<>();
    counts.forEach(
        (pair, count) -> rows.add(RowFactory.create(pair.document(), pair.word(), count)));
    return spark.createDataFrame(rows, SCHEMA);
  }

  /** How often each user agent occurs in records without a flaw; none where words do not ask. */
  static <R> AgentCounts agents(Dataset<Row> rows, ScoredSource<R> source) {
    FlatMapFunction<Row, String> agents =
        row -> {
          R record = source.record(row);
          return source.flaw(record).isPresent()
              ? new ArrayList<String>().iterator()
              : source.agent(record).stream().iterator();
        };
    Map<String, Long> counts = new HashMap<>();
    rows.flatMap(agents, Encoders.STRING())
        .groupBy("value")
        .count()
        .toLocalIterator()
        .forEachRemaining(row -> counts.put(row.getString(0), row.getLong(1)));
    return AgentCounts.of(counts);
  }

  /** The counts of all documents together, by word. */
  static Map<String, Long> vocabulary(Dataset<Row> pairs) {
    Map<String, Long> counts = new HashMap<>();
    for (Row row : pairs.groupBy(WORD).agg(functions.sum(COUNT).as(COUNT)).collectAsList()) {
      counts.put(row.getString(0), row.getLong(1));
    }
    return counts;
  }
}
