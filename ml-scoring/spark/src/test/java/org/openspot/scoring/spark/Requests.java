package org.openspot.scoring.spark;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openspot.scoring.model.detect.HostHistory;
import org.openspot.scoring.model.feedback.Mark;
import org.openspot.scoring.model.feedback.Severity;
import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.saved.ScoringModel;
import org.openspot.scoring.model.source.ScoredSource;
import org.openspot.scoring.model.word.KnownDomains;
import org.openspot.scoring.model.word.Recipes;
import org.openspot.scoring.spark.ScoringRequest.Feedback;
import org.openspot.scoring.spark.ScoringRequest.Wanted;
import org.openspot.scoring.spark.ScoringRequest.Words;
import org.openspot.scoring.spark.TrainingSettings.Optimizer;

/**
 * Requests to score a small day: with three topics, for the twenty records the topics find oddest,
 * unless said otherwise. Immutable.
 */
record Requests<R>(ScoringRequest<R> request) {
  /** At noon of the day this client of the office does what no other does. */
  static final String ODD_CLIENT = "10.1.0.12";

  static final long NOON = RecordsForTests.MIDNIGHT + 12 * 3600;

  static <R> Requests<R> of(ScoredSource<R> source, List<String> files) {
    return new Requests<>(
        new ScoringRequest<>(
            source,
            files,
            new Words(Recipes.OPENSPOT, KnownDomains.NONE),
            training(Optimizer.EM),
            Optional.empty(),
            Feedback.none(),
            List.of(),
            new Wanted(1, 20, Ranking.TOPIC),
            Map.of()));
  }

  /** For the rows, which are written into so many files below a directory. */
  static <R> Requests<R> of(
      ScoredSource<R> source, List<Map<String, Object>> rows, Path directory, int files) {
    return of(
        source, List.of(RecordsForTests.write(source.table().name(), rows, directory, files)));
  }

  /** For the day of an office, 2,001 flows, of which one is odd. */
  static Requests<FlowRecord> office(Path directory, int files) {
    List<Map<String, Object>> flows = RecordsForTests.office(40, 50);
    flows.add(RecordsForTests.flow(NOON, ODD_CLIENT, "203.0.113.7", 22, 3_000_000_000L));
    return of(ScoredSource.flow(), flows, directory, files);
  }

  Requests<R> wanted(double threshold, int limit, Ranking ranking) {
    return with(
        request.words(),
        request.training(),
        request.model(),
        request.feedback(),
        new Wanted(threshold, limit, ranking));
  }

  Requests<R> marked(Severity severity, R record) {
    return with(
        request.words(),
        request.training(),
        request.model(),
        new Feedback<>(List.of(new Mark<>(severity, record)), 1000),
        request.selection());
  }

  Requests<R> before(List<HostHistory> before) {
    return new Requests<>(
        new ScoringRequest<>(
            request.source(),
            request.files(),
            request.words(),
            request.training(),
            request.model(),
            request.feedback(),
            before,
            request.selection(),
            request.notes()));
  }

  Requests<R> model(ScoringModel model) {
    return with(
        request.words(),
        request.training(),
        Optional.of(model),
        request.feedback(),
        request.selection());
  }

  Requests<R> optimizer(Optimizer optimizer) {
    return with(
        request.words(),
        training(optimizer),
        request.model(),
        request.feedback(),
        request.selection());
  }

  Requests<R> recipes(Recipes recipes) {
    return with(
        new Words(recipes, KnownDomains.NONE),
        request.training(),
        request.model(),
        request.feedback(),
        request.selection());
  }

  ScoringResult<R> score() {
    return new ScoringJob(SparkForTests.session(), line -> {}).run(request);
  }

  private Requests<R> with(
      Words words,
      TrainingSettings training,
      Optional<ScoringModel> model,
      Feedback<R> feedback,
      Wanted selection) {
    return new Requests<>(
        new ScoringRequest<>(
            request.source(),
            request.files(),
            words,
            training,
            model,
            feedback,
            request.before(),
            selection,
            request.notes()));
  }

  private static TrainingSettings training(Optimizer optimizer) {
    return new TrainingSettings(
        optimizer, 3, 4, TrainingSettings.UNSET, TrainingSettings.UNSET, 11, 2);
  }
}
