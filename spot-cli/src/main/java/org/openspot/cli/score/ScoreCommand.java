package org.openspot.cli.score;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.DataException;
import org.openspot.scoring.model.source.ScoredSource;
import org.openspot.scoring.model.word.Recipes;
import org.openspot.scoring.spark.Ranking;
import org.openspot.scoring.spark.ScoringRequest.Wanted;
import org.openspot.scoring.spark.TrainingSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code spot score}. */
@Command(
    name = "score",
    description = "Find the most suspicious records of a day.",
    footer = {
      "",
      "Trains a model on the day (or takes one with --model), scores every record of it, and puts",
      "the most suspicious into the tables <source>_scores and <source>_reasons, in place of what",
      "is there of that day, and into files. See docs/scoring.md.",
      "Example: spot score --source flow --date 2026-11-21 --max-results 250"
    })
public final class ScoreCommand implements Callable<Integer> {
  private static final String SPOT_1_1 = "spot-1.1";

  private final Supplier<ScoringSite> site;
  private final PrintWriter out;
  private final PrintWriter err;

  @Spec private CommandSpec spec;

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      split = ",",
      description = "flow, dns or proxy, or several with commas.")
  private List<String> sources;

  @Option(names = "--date", paramLabel = "YYYY-MM-DD", description = "The day, UTC.")
  private LocalDate date;

  @Option(
      names = "--threshold",
      paramLabel = "T",
      defaultValue = "1",
      description = "Records with scores up to this, Spot's TOL (1: all).")
  private double threshold;

  @Option(
      names = "--max-results",
      paramLabel = "N",
      defaultValue = "1000",
      description = "So many at most, Spot's MAXRESULTS; up to 100000 (1000).")
  private int maxResults;

  @Option(
      names = "--detector",
      paramLabel = "D",
      defaultValue = "fused",
      description =
          "By what they are found and ordered: topic (the score, as in Spot), counting, or fused:"
              + " both, and beacons, tunnels and the like (fused).")
  private Ranking ranking;

  @Option(
      names = "--input",
      paramLabel = "PATH",
      description =
          "Parquet files with the table's columns instead of the table's; a path on this machine, or"
              + " a URI such as hdfs://. Nothing goes into tables then.")
  private List<String> input;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where the files go (scoring.output/<source>/<date>).")
  private Path output;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "Score with this model, which an earlier run wrote, and train none.")
  private Path model;

  @Option(
      names = "--compat",
      paramLabel = "VERSION",
      description = "spot-1.1: the words and scores of Apache Spot 1.1, odd ones included.")
  private String compat;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed and records, the same ranks (1).")
  private long seed;

  @Option(
      names = "--topics",
      paramLabel = "K",
      defaultValue = "20",
      description = "How many topics are trained (20).")
  private int topics;

  @Option(
      names = "--optimizer",
      paramLabel = "O",
      defaultValue = "em",
      description = "How: em or online (em).")
  private TrainingSettings.Optimizer optimizer;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      defaultValue = "20",
      description = "How often (20).")
  private int iterations;

  @Option(
      names = "--alpha",
      paramLabel = "A",
      defaultValue = "-1",
      description = "Prior of documents over topics (em 1.02, online 1/K).")
  private double alpha;

  @Option(
      names = "--beta",
      paramLabel = "B",
      defaultValue = "-1",
      description = "Prior of topics over words (em 1.001, online 1/K).")
  private double beta;

  @Option(names = "--json", description = "One JSON object, for scripts.")
  private boolean json;

  /**
   * The command with its subcommands.
   *
   * @param site opened when the command runs
   */
  public static CommandLine commandLine(
      Supplier<ScoringSite> site, PrintWriter out, PrintWriter err) {
    return new CommandLine(new ScoreCommand(site, out, err))
        .addSubcommand(new WordsCommand(out, err))
        .addSubcommand(new EvaluateCommand(out, err));
  }

  private ScoreCommand(Supplier<ScoringSite> site, PrintWriter out, PrintWriter err) {
    this.site = site;
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    if (sources == null || date == null) {
      throw new ParameterException(
          spec.commandLine(), (sources == null ? "--source" : "--date") + " is missing");
    }
    if (sources.size() > 1 && (input != null || output != null || model != null)) {
      throw new ParameterException(
          spec.commandLine(), "--input, --output and --model are for one source at a time");
    }
    requireSpark();
    DayToScore.Options options =
        new DayToScore.Options(
            date, recipes(), training(), wanted(), new DayToScore.Paths(input, output, model));
    // All of them are known before any is scored.
    List<? extends ScoredSource<?>> known = sources.stream().map(ScoredSource::of).toList();
    boolean complaints = false;
    try (ScoringSite here = site.get();
        SparkOnDemand spark = new SparkOnDemand(here.config())) {
      for (ScoredSource<?> source : known) {
        try {
          complaints |= score(here, spark, source, options);
        } catch (DataException e) {
          // A day without DNS is no reason to be without flows.
          err.println("spot: " + e.getMessage());
          complaints = true;
        }
      }
    }
    return complaints ? 1 : 0;
  }

  private <R> boolean score(
      ScoringSite here, SparkOnDemand spark, ScoredSource<R> source, DayToScore.Options options) {
    ScoreText<R> text = new ScoreText<>(source, date, out, err);
    DayToScore.Outcome<R> outcome =
        new DayToScore<>(here, source, options).score(spark, json ? line -> {} : text::progress);
    if (json) {
      text.json(outcome);
    } else {
      text.print(outcome);
    }
    return text.complain(outcome);
  }

  private Recipes recipes() {
    if (compat != null && !compat.equals(SPOT_1_1)) {
      throw new ParameterException(
          spec.commandLine(), "--compat is " + SPOT_1_1 + " or nothing, not " + compat);
    }
    return compat == null ? Recipes.OPENSPOT : Recipes.SPOT_1_1;
  }

  private TrainingSettings training() {
    try {
      return new TrainingSettings(
          optimizer, topics, iterations, alpha, beta, seed, TrainingSettings.DEFAULT.partitions());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Wanted wanted() {
    if (ranking == Ranking.COUNTING && threshold < 1) {
      throw new ParameterException(
          spec.commandLine(), "--threshold is of the topics' scores: not with --detector counting");
    }
    try {
      return new Wanted(threshold, maxResults, ranking);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private static void requireSpark() {
    if (!SparkTopics.isSparkThere()) {
      throw new ConfigException(
          "Spark with its MLlib is not on the class path: run bin/spot, or spark-submit as"
              + " docs/scoring.md says");
    }
  }
}
