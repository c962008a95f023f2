package org.openspot.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.openspot.cli.score.DayToScore;
import org.openspot.cli.score.ScoreText;
import org.openspot.cli.score.SparkOnDemand;
import org.openspot.scoring.model.source.ScoredSource;
import org.openspot.scoring.model.word.Recipes;
import org.openspot.scoring.spark.Ranking;
import org.openspot.scoring.spark.ScoringRequest.Wanted;
import org.openspot.scoring.spark.TrainingSettings;

/** Scores the demo's records and marks those that were made up to be found. Not thread-safe. */
final class DemoScores {
  private static final Wanted WANTED = new Wanted(1, 250, Ranking.FUSED);
  private static final int SHOWN = 10;

  private final Assembly assembly;
  private final SparkOnDemand spark;
  private final Instant start;
  private final Instant made;

  /**
   * @param spark what scores; it is left open
   * @param start when the made-up hour begins
   * @param made when its files were made
   */
  DemoScores(Assembly assembly, SparkOnDemand spark, Instant start, Instant made) {
    this.assembly = assembly;
    this.spark = spark;
    this.start = start;
    this.made = made;
  }

  /** The most suspicious records of those sources, with the reasons, as text. */
  String of(Iterable<DemoSource> sources) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    for (DemoSource source : sources) {
      print(source, ScoredSource.of(source.pipeline()), out);
    }
    out.flush();
    return text.toString();
  }

  private <R> void print(DemoSource source, ScoredSource<R> scored, PrintWriter out) {
    Set<DemoSource.Subject> planted = new HashSet<>();
    for (DemoSource.Part part : source.parts(start)) {
      source.outliers(part.traffic()).forEach(planted::add);
    }
    LocalDate day = LocalDate.ofInstant(source.recorded(start, made), ZoneOffset.UTC);
    DayToScore.Options options =
        new DayToScore.Options(
            day,
            Recipes.OPENSPOT,
            TrainingSettings.DEFAULT,
            WANTED,
            new DayToScore.Paths(null, null, null));
    DayToScore.Outcome<R> outcome =
        new DayToScore<>(new AssembledSite(assembly), scored, options).score(spark, line -> {});
    out.println();
    out.printf(
        Locale.ROOT,
        "   The %d most suspicious of %,d %s, and why%n",
        SHOWN,
        outcome.result().records(),
        source.noun());
    new ScoreText<>(scored, day, out, out)
        .results(
            outcome.result(),
            SHOWN,
            subject ->
                planted.contains(new DemoSource.Subject(subject.client(), subject.other()))
                    ? "planted  "
                    : "         ");
  }
}
