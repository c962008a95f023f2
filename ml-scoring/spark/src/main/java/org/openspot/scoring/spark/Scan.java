package org.openspot.scoring.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.openspot.scoring.model.feedback.FeedbackWeights;
import org.openspot.scoring.model.result.RecordScorer;
import org.openspot.scoring.model.result.Scored;
import org.openspot.scoring.model.result.Selection;
import org.openspot.scoring.model.source.ScoredSource;
import org.openspot.scoring.model.topic.TopicModel;
import org.openspot.scoring.model.topic.TopicScores;
import org.openspot.scoring.model.word.DocumentWord;

/**
 * One pass over the records: each is scored, and of each part of the table only what may be among
 * the results is kept. What is kept of parts is merged pair by pair, so that nobody ever holds more
 * than a few times the results.
 */
final class Scan {
  /** Why a record is not scored that has no flaw. */
  static final String NO_WORD = "no word can be made of it";

  private static final int FLAWED_KEPT = 1000;

  /** How many records stand for what was found. */
  static final int FOR_EACH_SUBJECT = 2;

  private static final int SAMPLE = 20_000;
  static final char KEY_SEPARATOR = '\u0001';

  private Scan() {}

  /**
   * What every task needs.
   *
   * @param words makes a record's words
   * @param topics scores them
   * @param feedback pulls scores
   * @param rare the probability by counting of the pairs that are the rarest by it
   * @param subjects what detectors found, by the hosts that it concerns
   * @param threshold up to which score records are taken
   * @param limit how many at most
   */
  record Plan<R>(
      WordMaker<R> words,
      TopicModel topics,
      TopicScores.Smoothing smoothing,
      FeedbackWeights feedback,
      Map<DocumentWord, Double> rare,
      Map<String, List<String>> subjects,
      double threshold,
      int limit)
      implements Serializable {}

  /**
   * What was found.
   *
   * @param records how many records there were
   * @param flaws how many of them could not be scored, by reason
   * @param flawed some of those, with the reason as the key
   * @param byTopics the lowest scores, in order
   * @param byCounts the least probable by counting, in order; the score is that probability
   * @param ofSubjects the lowest scores of what detectors found, by subject
   * @param sample scores of records chosen by chance
   */
  record Found(
      long records,
      Map<String, Long> flaws,
      List<Scored<Row>> flawed,
      List<Scored<Row>> byTopics,
      List<Scored<Row>> byCounts,
      Map<String, List<Scored<Row>>> ofSubjects,
      List<Sampled> sample)
      implements Serializable {
    static Found nothing() {
      return new Found(0, Map.of(), List.of(), List.of(), List.of(), Map.of(), List.of());
    }

    Found plus(Found other, double threshold, int limit) {
      Map<String, Long> allFlaws = new TreeMap<>(flaws);
      other.flaws.forEach((flaw, count) -> allFlaws.merge(flaw, count, Long::sum));
      Map<String, List<Scored<Row>>> subjects = new HashMap<>(ofSubjects);
      other.ofSubjects.forEach(
          (subject, rows) ->
              subjects.merge(subject, rows, (a, b) -> best(a, b, 1, FOR_EACH_SUBJECT)));
      List<Sampled> samples = new ArrayList<>(sample);
      samples.addAll(other.sample);
      samples.sort(Sampled.ORDER);
      return new Found(
          records + other.records,
          allFlaws,
          best(flawed, other.flawed, 1, FLAWED_KEPT),
          best(byTopics, other.byTopics, threshold, limit),
          best(byCounts, other.byCounts, 1, limit),
          subjects,
          new ArrayList<>(samples.subList(0, Math.min(SAMPLE, samples.size()))));
    }

    private static List<Scored<Row>> best(
        List<Scored<Row>> one, List<Scored<Row>> other, double threshold, int limit) {
      Selection<Row> selection = new Selection<>(threshold, limit);
      one.forEach(selection::offer);
      other.forEach(selection::offer);
      return new ArrayList<>(selection.result());
    }
  }

  /** A score, and the number drawn for it: the lowest numbers are the sample. */
  record Sampled(long drawn, double score) implements Serializable {
    static final Comparator<Sampled> ORDER =
        Comparator.comparingLong(Sampled::drawn).thenComparingDouble(Sampled::score);
  }

  /** Scores all rows, which begin with the columns of a record. */
  static <R> Found run(JavaRDD<Row> rows, Broadcast<Plan<R>> plan) {
    double threshold = plan.value().threshold();
    int limit = plan.value().limit();
    return rows.mapPartitions(part -> List.of(new Part<>(plan.value()).read(part)).iterator())
        .treeAggregate(
            Found.nothing(),
            (found, part) -> found.plus(part, threshold, limit),
            (one, other) -> one.plus(other, threshold, limit));
  }

  /** What identifies a row, for order among equal scores. */
  static String key(Row row) {
    StringBuilder key = new StringBuilder(160);
    for (int column = 0; column < row.size(); column++) {
      key.append(row.get(column)).append(KEY_SEPARATOR);
    }
    return key.toString();
  }

  /** All bits depending on all, as SplitMix64 does it. */
  static long mixed(long bits) {
    long hash = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return hash ^ (hash >>> 31);
  }

  /** One task's rows. */
  private static final class Part<R> {
    private final Plan<R> plan;
    private final ScoredSource<R> source;
    private final RecordScorer<R> scorer;
    private final Selection<Row> flawed = new Selection<>(1, FLAWED_KEPT);
    private final Selection<Row> byTopics;
    private final Selection<Row> byCounts;
    private final Map<String, Selection<Row>> ofSubjects = new HashMap<>();
    private final Map<String, Long> flaws = new TreeMap<>();
    private final PriorityQueue<Sampled> sample = new PriorityQueue<>(Sampled.ORDER.reversed());
    private long records;

    Part(Plan<R> plan) {
      this.plan = plan;
      this.source = plan.words().source();
      this.scorer =
          new RecordScorer<>(
              plan.words().recipe(),
              new TopicScores(plan.topics(), plan.smoothing()),
              plan.feedback());
      this.byTopics = new Selection<>(plan.threshold(), plan.limit());
      this.byCounts = new Selection<>(1, plan.limit());
    }

    Found read(Iterator<Row> rows) {
      rows.forEachRemaining(this::read);
      Map<String, List<Scored<Row>>> subjects = new HashMap<>();
      ofSubjects.forEach(
          (subject, found) -> subjects.put(subject, new ArrayList<>(found.result())));
      return new Found(
          records,
          flaws,
          new ArrayList<>(flawed.result()),
          new ArrayList<>(byTopics.result()),
          new ArrayList<>(byCounts.result()),
          subjects,
          new ArrayList<>(sample));
    }

    private void read(Row row) {
      records++;
      R record = source.record(new RowCells(row));
      Optional<String> flaw = source.flaw(record);
      if (flaw.isPresent()) {
        reject(row, flaw.get());
        return;
      }
      double score = scorer.score(record);
      if (score == RecordScorer.ERROR) {
        reject(row, NO_WORD);
        return;
      }
      sample(row, score);
      if (byTopics.mayTake(score)) {
        byTopics.offer(new Scored<>(score, key(row), row));
      }
      if (!plan.rare().isEmpty() && score <= plan.threshold()) {
        offerRare(row, record);
      }
      if (!plan.subjects().isEmpty()) {
        offerSubjects(row, record, score);
      }
    }

    private void reject(Row row, String reason) {
      flaws.merge(reason, 1L, Long::sum);
      if (flawed.mayTake(0)) {
        flawed.offer(new Scored<>(0, reason + KEY_SEPARATOR + key(row), row));
      }
    }

    private void offerRare(Row row, R record) {
      List<DocumentWord> words = plan.words().recipe().words(record);
      double least = Double.POSITIVE_INFINITY;
      for (DocumentWord word : words) {
        least = Math.min(least, plan.rare().getOrDefault(word, Double.POSITIVE_INFINITY));
      }
      double pulled = least * plan.feedback().pull(words);
      if (byCounts.mayTake(pulled)) {
        byCounts.offer(new Scored<>(pulled, key(row), row));
      }
    }

    private void offerSubjects(Row row, R record, double score) {
      Set<String> wanted = new HashSet<>();
      for (String host : source.hosts(record)) {
        wanted.addAll(plan.subjects().getOrDefault(host, List.of()));
      }
      // Once for each: detectors may have the same subject, and both ends of a flow be one host.
      wanted.retainAll(source.subjects(record));
      for (String subject : wanted) {
        ofSubjects
            .computeIfAbsent(subject, unused -> new Selection<>(1, FOR_EACH_SUBJECT))
            .offer(new Scored<>(score, key(row), row));
      }
    }

    /** Chosen by the record itself, so that the same records give the same sample. */
    private void sample(Row row, double score) {
      long drawn = mixed(row.hashCode() * 0x9e3779b97f4a7c15L);
      if (sample.size() < SAMPLE || drawn < sample.peek().drawn()) {
        sample.add(new Sampled(drawn, score));
        if (sample.size() > SAMPLE) {
          sample.remove();
        }
      }
    }
  }
}
