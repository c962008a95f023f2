package org.openspot.scoring.spark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.unsafe.types.UTF8String;
import org.openspot.scoring.model.source.ScoredSource;
import org.openspot.scoring.model.word.AgentCounts;
import org.openspot.scoring.model.word.DocumentWord;
import scala.Tuple2;

/**
 * How often each word is in each document, counted by Spark. Documents are divided into parts by
 * their text, whatever the files and the cluster are like: each partition holds one {@link
 * CountedDocuments}. Records with a flaw, and those without a word, are left out.
 */
final class WordPairs {
  /** A task hands on what it has counted when it has so many different pairs. */
  private static final int MOST_HELD = 1 << 20;

  private WordPairs() {}

  /** Counts the words of rows that begin with a record's columns. */
  static <R> JavaRDD<CountedDocuments> count(
      JavaRDD<Row> rows, Broadcast<WordMaker<R>> words, int parts) {
    PairFlatMapFunction<Iterator<Row>, Integer, CountedDocuments> counting =
        part -> new Counting<>(part, words.value(), parts);
    return rows.mapPartitionsToPair(counting)
        .partitionBy(new HashPartitioner(parts))
        .mapPartitions(counted -> List.of(merged(counted)).iterator());
  }

  private static CountedDocuments merged(Iterator<Tuple2<Integer, CountedDocuments>> counted) {
    PairCounter all = new PairCounter();
    counted.forEachRemaining(part -> all.addAll(part._2()));
    return all.result();
  }

  /** As Spark's own {@code repartition} by a column of the documents would divide them. */
  private static int part(String document, int parts) {
    return Math.floorMod(UTF8String.fromString(document).hashCode(), parts);
  }

  private static PairCounter[] counters(int parts) {
    return Stream.generate(PairCounter::new).limit(parts).toArray(PairCounter[]::new);
  }

  /** Counts a task's rows; what comes of them is small, however many there are. */
  private static final class Counting<R> implements Iterator<Tuple2<Integer, CountedDocuments>> {
    private final Iterator<Row> rows;
    private final WordMaker<R> words;
    private final ScoredSource<R> source;
    private final int parts;
    private final Deque<Tuple2<Integer, CountedDocuments>> ready = new ArrayDeque<>();

    Counting(Iterator<Row> rows, WordMaker<R> words, int parts) {
      this.rows = rows;
      this.words = words;
      this.source = words.source();
      this.parts = parts;
    }

    @Override
    public boolean hasNext() {
      if (ready.isEmpty() && rows.hasNext()) {
        count();
      }
      return !ready.isEmpty();
    }

    @Override
    public Tuple2<Integer, CountedDocuments> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }

    private void count() {
      PairCounter[] counters = counters(parts);
      int held = 0;
      while (rows.hasNext() && held < MOST_HELD) {
        R record = source.record(new RowCells(rows.next()));
        if (source.flaw(record).isPresent()) {
          continue;
        }
        for (DocumentWord pair : words.recipe().words(record)) {
          if (!pair.isError()) {
            PairCounter counter = counters[part(pair.document(), parts)];
            int before = counter.pairs();
            counter.add(pair.document(), pair.word(), 1);
            held += counter.pairs() - before;
          }
        }
      }
      for (int part = 0; part < parts; part++) {
        ready.add(new Tuple2<>(part, counters[part].result()));
      }
    }
  }

  /** The same with the counts that feedback adds. */
  static JavaRDD<CountedDocuments> plus(
      JavaRDD<CountedDocuments> pairs, Map<DocumentWord, Long> extraCounts) {
    if (extraCounts.isEmpty()) {
      return pairs;
    }
    List<CountedDocuments> extra = divided(extraCounts, pairs.getNumPartitions());
    return pairs.mapPartitionsWithIndex(
        (part, counted) -> {
          PairCounter all = new PairCounter();
          counted.forEachRemaining(all::addAll);
          all.addAll(extra.get(part));
          return List.of(all.result()).iterator();
        },
        true);
  }

  /** Counts that are known. */
  static JavaRDD<CountedDocuments> of(
      JavaSparkContext context, Map<DocumentWord, Long> counts, int parts) {
    return context.parallelize(divided(counts, parts), parts);
  }

  private static List<CountedDocuments> divided(Map<DocumentWord, Long> counts, int parts) {
    PairCounter[] counters = counters(parts);
    counts.forEach(
        (pair, count) ->
            counters[part(pair.document(), parts)].add(pair.document(), pair.word(), count));
    List<CountedDocuments> divided = new ArrayList<>();
    Arrays.stream(counters).forEach(counter -> divided.add(counter.result()));
    return Collections.unmodifiableList(divided);
  }

  /** How often each user agent occurs in records without a flaw; none where words do not ask. */
  static <R> AgentCounts agents(Dataset<Row> rows, ScoredSource<R> source) {
    FlatMapFunction<Row, String> agents =
        row -> {
          R record = source.record(new RowCells(row));
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
}
