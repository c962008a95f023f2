package org.openspot.scoring.spark;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.openspot.core.error.DataException;
import org.openspot.scoring.model.counting.CountingModel;
import org.openspot.scoring.model.counting.PeerGroups;
import org.openspot.scoring.model.counting.WordCounts;
import org.openspot.scoring.model.detect.Alert;
import org.openspot.scoring.model.detect.Fusion;
import org.openspot.scoring.model.feedback.FeedbackWeights;
import org.openspot.scoring.model.result.Scored;
import org.openspot.scoring.model.saved.ScoringModel;
import org.openspot.scoring.model.source.ScoredSource;
import org.openspot.scoring.model.topic.Precision;
import org.openspot.scoring.model.topic.TopicModel;
import org.openspot.scoring.model.topic.TopicScores;
import org.openspot.scoring.model.word.AgentCounts;

/**
 * Trains on records and scores them, or scores them with a model that there is. What is held in one
 * place is the model and the results, never the records.
 */
final class ScoringJob {
  private final SparkSession spark;
  private final JavaSparkContext context;
  private final Consumer<String> progress;

  /**
   * @param progress told what is being done, a line each
   */
  ScoringJob(SparkSession spark, Consumer<String> progress) {
    this.spark = spark;
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.progress = progress;
  }

  /**
   * Scores.
   *
   * @throws DataException if a file cannot be read, or the model is for other words
   */
  <R> ScoringResult<R> run(ScoringRequest<R> request) {
    return Unreadable.explained(() -> score(request));
  }

  private <R> ScoringResult<R> score(ScoringRequest<R> request) {
    ScoredSource<R> source = request.source();
    Dataset<Row> rows = new RecordFiles(spark, source).read(request.files());
    WordMaker<R> words = words(request, rows);
    requireSameRecipe(request, words);
    Broadcast<WordMaker<R>> shared = context.broadcast(words);
    JavaRDD<CountedDocuments> pairs =
        WordPairs.count(records(rows, source).javaRDD(), shared, request.training().partitions())
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      progress.accept("Counting words");
      FeedbackWeights feedback =
          FeedbackWeights.of(request.marks(), words.recipe(), request.feedback().duplication());
      ScoringModel model = request.model().orElseGet(() -> train(request, words, pairs, feedback));
      return score(request, rows, pairs, new Trained<>(shared, feedback, model));
    } finally {
      pairs.unpersist();
    }
  }

  private record Trained<R>(
      Broadcast<WordMaker<R>> words, FeedbackWeights feedback, ScoringModel model) {}

  private <R> WordMaker<R> words(ScoringRequest<R> request, Dataset<Row> rows) {
    ScoredSource<R> source = request.source();
    AgentCounts agents =
        request
            .model()
            .map(ScoringModel::agents)
            .orElseGet(
                () ->
                    source.countsAgents()
                        ? WordPairs.agents(records(rows, source), source)
                        : AgentCounts.of(Map.of()));
    return new WordMaker<>(source, request.words().recipes(), request.words().known(), agents);
  }

  private static <R> void requireSameRecipe(ScoringRequest<R> request, WordMaker<R> words) {
    String recipe = words.recipe().name();
    request
        .model()
        .filter(model -> !model.recipe().equals(recipe))
        .ifPresent(
            model -> {
              throw new DataException(
                  "the model is for words of " + model.recipe() + ", not of " + recipe);
            });
  }

  /** Only what a record is made of. */
  private static Dataset<Row> records(Dataset<Row> rows, ScoredSource<?> source) {
    return rows.select(source.recordColumns().stream().map(rows::col).toArray(Column[]::new));
  }

  private <R> ScoringModel train(
      ScoringRequest<R> request,
      WordMaker<R> words,
      JavaRDD<CountedDocuments> pairs,
      FeedbackWeights feedback) {
    JavaRDD<CountedDocuments> counted = WordPairs.plus(pairs, feedback.extraCounts());
    Vocabulary vocabulary = Vocabulary.of(counted);
    TrainingSettings settings = request.training();
    progress.accept(
        String.format(
            Locale.ROOT,
            "Training %d topics on %,d words, %,d different",
            settings.topics(),
            vocabulary.tokens(),
            vocabulary.size()));
    TopicModel topics =
        new TopicTraining(context, settings, Precision.DOUBLE).train(counted, vocabulary);
    WordCounts counts = new WordCounts();
    counted.toLocalIterator().forEachRemaining(part -> part.forEach(counts::add));
    return new ScoringModel(
        words.recipe().name(),
        words.agents(),
        topics,
        new CountingModel(counts, PeerGroups.DEFAULT, CountingModel.DEFAULT_DISCOUNT),
        notes(request));
  }

  private static Map<String, String> notes(ScoringRequest<?> request) {
    TrainingSettings settings = request.training();
    Map<String, String> notes = new TreeMap<>(request.notes());
    notes.put("optimizer", settings.optimizer().name().toLowerCase(Locale.ROOT));
    notes.put("iterations", Integer.toString(settings.iterations()));
    notes.put("seed", Long.toString(settings.seed()));
    notes.put("partitions", Integer.toString(settings.partitions()));
    return notes;
  }

  private <R> ScoringResult<R> score(
      ScoringRequest<R> request,
      Dataset<Row> rows,
      JavaRDD<CountedDocuments> pairs,
      Trained<R> trained) {
    ScoringRequest.Wanted wanted = request.selection();
    CountingModel counting = trained.model().counts();
    boolean topicsOnly = wanted.ranking() == Ranking.TOPIC;
    RarePairs rare =
        new RarePairs(
            topicsOnly ? Collections.emptyIterator() : pairs.toLocalIterator(),
            counting,
            wanted.limit());
    Detectors.Findings detectors = Detectors.Findings.none();
    if (wanted.ranking() == Ranking.FUSED) {
      Dataset<Row> records = records(rows, request.source());
      detectors = Detectors.run(request.source(), records, request.before(), progress);
    }
    progress.accept("Scoring");
    TopicScores.Smoothing smoothing = request.words().smoothing();
    Broadcast<Scan.Plan<R>> plan =
        context.broadcast(
            new Scan.Plan<>(
                trained.words().value(),
                trained.model().topics(),
                smoothing,
                trained.feedback(),
                rare.rarest(),
                subjects(detectors),
                wanted.threshold(),
                wanted.limit()));
    Scan.Found found;
    try {
      found = Scan.run(rows.javaRDD(), plan);
    } finally {
      plan.destroy();
    }
    RankedResults<R> ranked =
        new RankedResults<>(
            new RankedResults.Parts<>(
                request,
                trained.words().value().recipe(),
                new TopicScores(trained.model().topics(), smoothing),
                counting,
                trained.feedback(),
                rare,
                detectors));
    return new ScoringResult<>(
        found.records(),
        found.flaws(),
        found.flawed().stream()
            .map(
                one ->
                    new ScoringResult.Flawed(
                        ScoringResult.values(request.source(), one.record()),
                        ScoringResult.reason(one)))
            .toList(),
        request.model().isPresent() ? trained.model() : noted(trained.model(), found, wanted),
        ranked.of(found),
        detectors.seen());
  }

  /** What a worker needs to know of the day to find about as many records on another. */
  private static ScoringModel noted(
      ScoringModel model, Scan.Found found, ScoringRequest.Wanted wanted) {
    List<Scored<Row>> lowest = found.byTopics();
    double threshold =
        lowest.isEmpty() ? wanted.threshold() : lowest.get(lowest.size() - 1).score();
    return model
        .with(ScoringModel.THRESHOLD, Double.toString(threshold))
        .with(ScoringModel.RESULTS, Integer.toString(wanted.limit()));
  }

  /** What records to look for: what detectors found that is within the budget, by its host. */
  private static Map<String, List<String>> subjects(Detectors.Findings findings) {
    Map<String, List<String>> subjects = new HashMap<>();
    if (findings.evidence().isEmpty()) {
      return subjects;
    }
    Fusion fusion = new Fusion(findings.calibrations(), RankedResults.BUDGET);
    for (Alert alert : fusion.alerts(findings.evidence())) {
      List<String> ofHost =
          alert.findings().stream()
              .filter(finding -> finding.expected() <= RankedResults.BUDGET)
              .map(finding -> finding.evidence().subject())
              .distinct()
              .toList();
      subjects.put(alert.host(), ofHost);
    }
    return subjects;
  }
}
