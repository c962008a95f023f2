package org.openspot.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.openspot.cli.dissect.Candidate;
import org.openspot.cli.dissect.Dissection;
import org.openspot.cli.query.Values;
import org.openspot.core.error.RetriableException;
import org.openspot.core.lifecycle.StopSignals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code spot dissect}. */
@Command(
    name = "dissect",
    description = "Print the rows and rejects that one file becomes; nothing is sent or stored.",
    footer = {
      "",
      "Needs the configuration, but no Kafka, HDFS or Hive. How many records there",
      "were, and why some are rejects, goes to standard error.",
      "Example: spot dissect --limit 3 nfcapd.202611212136"
    })
final class DissectCommand implements Runnable {
  private final SpotCommand spot;
  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FILE", description = "As a sensor would leave it.")
  private Path file;

  @Option(
      names = "--pipeline",
      paramLabel = "NAME",
      description = "Whose file it is (default: the pipeline whose source takes it).")
  private String pipeline;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Stop after so many rows and rejects (default: read the whole file).")
  private long limit = Long.MAX_VALUE;

  @Option(
      names = "--json",
      description =
          "An object on each line: a row with all columns of its table, a reject with record,"
              + " reason, raw, raw_length and raw_sha256.")
  private boolean json;

  DissectCommand(SpotCommand spot, Console console) {
    this.spot = spot;
    this.console = console;
  }

  @Override
  public void run() {
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit must be 1 or more");
    }
    Path path = file.toAbsolutePath();
    if (!Files.isRegularFile(path)) {
      String name = Values.harmless(file.toString());
      throw new ParameterException(
          spec.commandLine(),
          name + (Files.exists(path) ? ": not a regular file" : ": no such file"));
    }
    try (Assembly assembly = new Assembly(spot.config().value(), spot.installation())) {
      Candidate chosen =
          pipeline != null
              ? assembly.candidate(pipeline)
              : Candidate.choose(candidates(assembly), path);
      print(new Dissection(chosen, path, console.out(), console.err()));
    }
  }

  private static List<Candidate> candidates(Assembly assembly) {
    return new TreeMap<>(assembly.config().pipelines())
        .keySet().stream().map(assembly::candidate).toList();
  }

  /** A signal to stop ends a tool that runs, too. */
  private void print(Dissection dissection) {
    Thread dissecting = Thread.currentThread();
    AtomicBoolean asked = new AtomicBoolean();
    StopSignals.during(
        () -> {
          asked.set(true);
          dissecting.interrupt();
        },
        () -> {
          try {
            dissection.print(json, limit);
          } catch (RetriableException e) {
            throw asked.get() ? new CommandFailedException("interrupted", e) : e;
          }
        });
  }
}
