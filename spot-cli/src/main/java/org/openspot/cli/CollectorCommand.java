package org.openspot.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code spot collector}. */
@Command(
    name = "collector",
    description = "Run the collector of a pipeline: from its landing directory to HDFS and Kafka.",
    footer = {"", "SIGTERM finishes the files in work and ends."})
final class CollectorCommand implements Runnable {
  private final SpotCommand spot;

  @Option(names = "--pipeline", paramLabel = "NAME", required = true, description = "Which.")
  private String pipeline;

  @Option(
      names = "--edge",
      description =
          "On a sensor without HDFS: files are dissected here and travel as rows; nothing is"
              + " archived, and what cannot be read stays in failed/.")
  private boolean edge;

  @Option(
      names = "--skip-conversion",
      description =
          "With --edge: what lands was converted before, to CSV in the column order of the"
              + " pipeline's table.")
  private boolean skipConversion;

  @Spec private CommandSpec spec;

  @Mixin private DaemonOptions daemon;

  CollectorCommand(SpotCommand spot) {
    this.spot = spot;
  }

  @Override
  public void run() {
    if (skipConversion && !edge) {
      throw new ParameterException(spec.commandLine(), "--skip-conversion needs --edge");
    }
    try (Assembly assembly = new Assembly(spot.config().value(), spot.installation())) {
      daemon.run(
          running ->
              edge
                  ? assembly.edgeCollector(pipeline, skipConversion, running::fail)
                  : assembly.collector(pipeline, running::fail));
    }
  }
}
