package org.openspot.cli.score;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openspot.cli.query.Values;
import org.openspot.core.error.DataException;
import org.openspot.scoring.evaluation.Evaluation;
import org.openspot.scoring.evaluation.Evaluator;
import org.openspot.scoring.evaluation.Labelled;
import org.openspot.scoring.evaluation.LabelledFile;
import org.openspot.scoring.evaluation.LabelledFlows;
import org.openspot.scoring.evaluation.TopicTrainer;
import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.source.ScoredSource;
import org.openspot.scoring.spark.TrainingSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code spot score evaluate}. */
@Command(
    name = "evaluate",
    description = "Measure how well each detector, and all together, find what is labelled.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Needs no configuration. Intervals are 95 %%, by drawing records anew.",
      "Example: spot generate dns --responses 100000 --span 1d --rows rows.csv \\",
      "           --labels labels.csv",
      "         spot score evaluate --labels labels.csv --input rows.csv",
      "         spot score evaluate --labels conn.log.labeled"
    })
final class EvaluateCommand implements Runnable {
  private static final int COMPLAINTS_SHOWN = 10;

  private final PrintWriter out;
  private final PrintWriter err;

  @Spec private CommandSpec spec;

  @Option(
      names = "--labels",
      required = true,
      paramLabel = "FILE",
      description =
          "Labels of `spot generate`, or flows with labels: Zeek's conn.log or a binetflow.")
  private Path labels;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description =
          "The rows that labels of `spot generate` are of: CSV with a header, or Parquet.")
  private Path input;

  @Option(
      names = "--topics",
      paramLabel = "K",
      defaultValue = "20",
      description =
          "Topics of the topic model; 0 leaves it out, which is much faster (20). Needs Spark, as"
              + " bin/spot has it.")
  private int topics;

  @Option(names = "--samples", defaultValue = "200", description = "Samples for intervals (200).")
  private int samples;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "The same seed, the same samples (1).")
  private long seed;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  private long complaints;

  EvaluateCommand(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public void run() {
    if (samples < 1) {
      throw new ParameterException(spec.commandLine(), "--samples must be 1 or more");
    }
    if (topics < 0) {
      throw new ParameterException(spec.commandLine(), "--topics must be 0 or more");
    }
    Optional<TopicTrainer> trainer =
        topics == 0 ? Optional.empty() : SparkTopics.where(training(topics, seed));
    Evaluator evaluator = new Evaluator(trainer, samples, seed);
    Evaluation evaluation = input == null ? labelledFlows(evaluator) : labelledRows(evaluator);
    if (json) {
      out.println(EvaluationText.json(evaluation));
    } else {
      EvaluationText.lines(evaluation).forEach(out::println);
    }
  }

  private static TrainingSettings training(int topics, long seed) {
    TrainingSettings usual = TrainingSettings.DEFAULT;
    return new TrainingSettings(
        usual.optimizer(),
        topics,
        usual.iterations(),
        usual.alpha(),
        usual.beta(),
        seed,
        usual.partitions());
  }

  private Evaluation labelledFlows(Evaluator evaluator) {
    LabelledFile<FlowRecord> file = LabelledFlows.read(labels);
    file.badLines().forEach(bad -> complain("line " + bad.line(), bad.reason()));
    complainedAll(labels);
    if (file.unlabelled() > 0) {
      err.println(labels + ": " + file.unlabelled() + " flows have no label and are left out");
    }
    if (file.records().isEmpty()) {
      throw new DataException(labels + " has no labelled flows: nothing can be measured");
    }
    return evaluator.evaluate(ScoredSource.flow(), file.records());
  }

  private Evaluation labelledRows(Evaluator evaluator) {
    LabelFile file = new LabelFile(labels);
    return evaluate(evaluator, file, file.source());
  }

  private <R> Evaluation evaluate(Evaluator evaluator, LabelFile file, ScoredSource<R> source) {
    return evaluator.evaluate(source, rows(file, source));
  }

  private <R> List<Labelled<R>> rows(LabelFile file, ScoredSource<R> source) {
    List<Labelled<R>> rows = new ArrayList<>();
    List<String> needed = new ArrayList<>(source.recordColumns());
    needed.addAll(file.key());
    RowFile.read(
        input,
        source.table(),
        needed,
        (number, row) -> rows.add(new Labelled<>(source.scorable(row), file.campaign(row))),
        (number, reason) -> complain("row " + number, reason));
    complainedAll(input);
    if (file.unmatched() > 0) {
      err.println(labels + ": " + file.unmatched() + " labels are of no row of " + input);
    }
    if (rows.isEmpty()) {
      throw new DataException(input + " has no rows: nothing can be measured");
    }
    return rows;
  }

  private void complain(String where, String reason) {
    if (++complaints <= COMPLAINTS_SHOWN) {
      err.println(where + ": " + Values.harmless(reason));
    }
  }

  private void complainedAll(Path file) {
    if (complaints > 0) {
      err.println(file + ": " + complaints + " could not be read and are left out");
    }
  }
}
