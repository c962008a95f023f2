package org.openspot.cli;

import java.util.TreeMap;
import org.openspot.cli.config.PipelineSettings;
import org.openspot.store.commit.DeadLetter;
import org.openspot.store.commit.DeadLetterJson;
import org.openspot.store.files.HadoopTableFiles;
import org.openspot.transport.kafka.Topic;
import org.openspot.transport.kafka.Topics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code spot deadletters}. */
@Command(name = "deadletters", description = "What could not be dissected.")
final class DeadLettersCommand implements Runnable {
  private final SpotCommand spot;
  private final Console console;

  @Spec private CommandSpec spec;

  DeadLettersCommand(SpotCommand spot, Console console) {
    this.spot = spot;
    this.console = console;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "list is missing");
  }

  @Command(
      mixinStandardHelpOptions = true,
      name = "list",
      description = "List dead letters: the original, the first record not read, and why.")
  void list(
      @Option(names = "--json", description = "A JSON object on each line, for scripts.")
          boolean json) {
    long count = 0;
    try (Assembly assembly = new Assembly(spot.config().value(), spot.installation())) {
      HadoopTableFiles files = assembly.tableFiles();
      Topics topics = assembly.topics();
      for (String name : new TreeMap<>(assembly.config().pipelines()).keySet()) {
        PipelineSettings pipeline = assembly.pipeline(name);
        int partitions =
            topics.describe(pipeline.topic()).map(Topic::partitions).orElse(pipeline.partitions());
        for (int partition = 0; partition < partitions; partition++) {
          for (DeadLetter letter :
              assembly.commitLog(files, pipeline, partition).load().deadLetters()) {
            console.out().println(json ? DeadLetterJson.of(letter) : text(name, letter));
            count++;
          }
        }
      }
    }
    if (!json) {
      console.err().println(count == 1 ? "1 dead letter" : count + " dead letters");
    }
  }

  private static String text(String pipeline, DeadLetter letter) {
    return letter.at()
        + "  "
        + pipeline
        + "  "
        + (letter.name() == null
            ? "(event at offset " + letter.offset() + ")"
            : printable(letter.name()) + " from record " + letter.from())
        + "  "
        + letter.stage()
        + ": "
        + printable(letter.cause())
        + (letter.archiveUri() == null ? "" : "  " + letter.archiveUri());
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
