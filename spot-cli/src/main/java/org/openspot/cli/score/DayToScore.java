package org.openspot.cli.score;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.openspot.cli.config.SpotConfig;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.DataException;
import org.openspot.schema.TablePartition;
import org.openspot.schema.TableSpec;
import org.openspot.scoring.model.detect.HostHistory;
import org.openspot.scoring.model.feedback.Feedback;
import org.openspot.scoring.model.saved.ScoringModel;
import org.openspot.scoring.model.source.ScoredSource;
import org.openspot.scoring.model.word.Recipes;
import org.openspot.scoring.spark.Ranking;
import org.openspot.scoring.spark.ScoreFiles;
import org.openspot.scoring.spark.ScoreRows;
import org.openspot.scoring.spark.ScoringRequest;
import org.openspot.scoring.spark.ScoringResult;
import org.openspot.scoring.spark.TrainingSettings;
import org.openspot.store.commit.PartitionRef;
import org.openspot.store.commit.ScoreLocations;
import org.openspot.store.commit.TableLocations;
import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles;
import org.openspot.store.swap.DayOfScores;
import org.openspot.store.swap.SwapLog;
import org.openspot.store.swap.Swaps;

/** One day of a source: finds its files, has them scored, and keeps what comes of it. */
public final class DayToScore<R> {
  private static final int HOURS = 24;

  /** What is asked for. */
  public record Options(
      LocalDate date,
      Recipes recipes,
      TrainingSettings training,
      ScoringRequest.Wanted wanted,
      Paths paths) {}

  /**
   * Places other than the usual ones; each may be null.
   *
   * @param input Parquet files or directories
   * @param output a directory
   * @param model a model to score with
   */
  public record Paths(List<String> input, Path output, Path model) {}

  /**
   * What came of it.
   *
   * @param problems lines of feedback that could not be read
   * @param tables those that were written
   */
  public record Outcome<R>(
      ScoringResult<R> result,
      ScoreFiles files,
      List<TableSpec> tables,
      List<Feedback.Problem> problems,
      boolean trained) {}

  private final ScoringSite site;
  private final ScoredSource<R> source;
  private final Options options;

  /**
   * @param site what it belongs to; not closed here
   */
  public DayToScore(ScoringSite site, ScoredSource<R> source, Options options) {
    this.site = site;
    this.source = source;
    this.options = options;
  }

  /**
   * Scores it.
   *
   * @param progress told what is being done, a line each
   * @throws DataException if there is nothing to score, or it cannot be read; what earlier runs
   *     wrote stays as it is
   */
  public Outcome<R> score(SparkOnDemand spark, Consumer<String> progress) {
    SpotConfig config = site.config();
    SiteKnowledge knowledge = SiteKnowledge.read(config.scoring());
    Optional<ScoringModel> model =
        Optional.ofNullable(options.paths().model()).map(SavedModel::read);
    model.ifPresent(knowledge::requireSame);
    Feedback<R> feedback =
        new FeedbackDirectory(config.scoring().feedback())
            .read(source, options.date(), config.scoring().feedbackDays());
    boolean fromTable = options.paths().input() == null;
    TableFiles files = fromTable ? site.files() : null;
    // Before the records: scores that are there later may be of records that are not read.
    Optional<DayTables> tables = fromTable ? Optional.of(new DayTables(files)) : Optional.empty();
    List<String> inputs = fromTable ? day(files) : given();
    ScoredDays days = new ScoredDays(config.scoring().output());
    // What is given may be of another network.
    List<HostHistory> before =
        fromTable && options.wanted().ranking() == Ranking.FUSED
            ? days.before(source, options.date(), config.scoring().historyDays())
            : List.of();
    progress.accept("Reading " + inputs.size() + (fromTable ? " files" : " inputs"));
    ScoringResult<R> result =
        spark
            .session()
            .run(
                new ScoringRequest<>(
                    source,
                    inputs,
                    new ScoringRequest.Words(options.recipes(), knowledge.domains()),
                    options.training(),
                    model,
                    new ScoringRequest.Feedback<>(feedback.marks(), config.scoring().duplication()),
                    before,
                    options.wanted(),
                    notes(knowledge)),
                progress);
    if (result.records() == result.rejected()) {
      throw new DataException(
          "no record of "
              + source.name()
              + " on "
              + options.date()
              + " can be scored"
              + (result.records() == 0 ? ": there is none" : ": " + result.flaws()));
    }
    ScoreFiles usual = days.files(source, options.date());
    ScoreFiles kept =
        options.paths().output() == null ? usual : new ScoreFiles(options.paths().output());
    kept.write(source, result, model.isEmpty());
    if (fromTable) {
      usual.writeHistory(source, result);
    }
    tables.ifPresent(day -> day.replace(result));
    return new Outcome<>(
        result,
        kept,
        tables.map(day -> day.at.all()).orElse(List.of()),
        feedback.problems(),
        model.isEmpty());
  }

  private Map<String, String> notes(SiteKnowledge knowledge) {
    Map<String, String> notes = new HashMap<>(knowledge.notes());
    notes.put("source", source.name());
    notes.put("day", options.date().toString());
    return notes;
  }

  /** Files of the day as they are now; swaps leave them there for a while. */
  private List<String> day(TableFiles files) {
    TableLocations tables = site.records(source.table());
    Swaps swaps = swaps(files, new SwapLog(files, tables), site.config().tables().settle());
    List<String> found = new ArrayList<>();
    for (int hour = 0; hour < HOURS; hour++) {
      PartitionRef ref = partition(source.table(), hour);
      swaps.finish(ref);
      for (StoredFile file : files.list(swaps.log().history(ref).current())) {
        if (Swaps.isVisible(file)) {
          found.add(files.uri(file.path()));
        }
      }
    }
    if (found.isEmpty()) {
      throw new DataException(
          "table "
              + source.name()
              + " has nothing of "
              + options.date()
              + " in "
              + files.uri(tables.rowsLocation()));
    }
    return found;
  }

  private PartitionRef partition(TableSpec table, int hour) {
    long second = options.date().atTime(hour, 0).toEpochSecond(ZoneOffset.UTC);
    return new PartitionRef(table.name(), TablePartition.of(second));
  }

  private List<String> given() {
    List<String> inputs = new ArrayList<>();
    for (String path : options.paths().input()) {
      if (path.matches("[a-z][a-z0-9+.-]*:/.*")) {
        inputs.add(path);
      } else if (Files.exists(Path.of(path))) {
        inputs.add(Path.of(path).toAbsolutePath().toUri().toString());
      } else {
        throw new ConfigException("--input: there is no " + path);
      }
    }
    return inputs;
  }

  private Swaps swaps(TableFiles files, SwapLog log, Duration settle) {
    return new Swaps(files, log, site.hive(), Clock.systemUTC(), settle);
  }

  private DayOfScores scores(TableFiles files, Duration settle) {
    SwapLog log = new SwapLog(files, site.scores(source.table()));
    return new DayOfScores(files, swaps(files, log, settle), site.process(), Clock.systemUTC());
  }

  /** The day in the tables of scores and of reasons, as it was before the records were read. */
  private final class DayTables {
    private final ScoreLocations at = site.scores(source.table());
    private final DayOfScores dayOfReasons;
    private final DayOfScores dayOfScores;
    private final DayOfScores.Seen reasons;
    private final DayOfScores.Seen scores;

    DayTables(TableFiles files) {
      // Workers write scores, of which one may be on its way; nobody else writes reasons.
      dayOfReasons = scores(files, Duration.ZERO);
      dayOfScores = scores(files, site.config().tables().settle());
      reasons = dayOfReasons.look(partition(at.reasons(), 0));
      scores = dayOfScores.look(partition(at.scores(), 0));
    }

    /** The reasons first: whoever finds scores finds why. */
    void replace(ScoringResult<R> result) {
      ScoreRows<R> rows = new ScoreRows<>(source);
      dayOfReasons.replace(
          at.reasons(), reasons, result.results().stream().map(rows::reason).toList());
      dayOfScores.replace(at.scores(), scores, result.results().stream().map(rows::score).toList());
      dayOfReasons.clean(reasons.day(), site.config().tables().grace());
      dayOfScores.clean(scores.day(), site.config().tables().grace());
    }
  }
}
