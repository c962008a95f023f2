package org.openspot.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;
import org.openspot.cli.config.PipelineSettings;
import org.openspot.core.error.ConfigException;
import org.openspot.worker.spark.TaskParts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spot worker}. */
@Command(
    name = "worker",
    description = "Run a worker of a pipeline: from its topic's partitions to the Hive tables.",
    footer = {
      "",
      "One worker for each partition: a second one takes over, and the first then stops.",
      "SIGTERM commits what was read so far and ends."
    })
final class WorkerCommand implements Runnable {
  private enum Engine {
    JAVA,
    SPARK
  }

  private final SpotCommand spot;

  @Option(names = "--pipeline", paramLabel = "NAME", required = true, description = "Which.")
  private String pipeline;

  @Option(
      names = {"--partition", "--partitions"},
      paramLabel = "P",
      converter = PartitionList.class,
      description = "Its partitions: 0, 0-3, or 0,2,5-7 (default: all that are configured).")
  private PartitionList.Partitions partitions;

  @Option(
      names = "--engine",
      defaultValue = "java",
      description =
          "java, or spark: the same work as a Spark Structured Streaming application. Either takes"
              + " over from the other (java).")
  private Engine engine;

  @Option(
      names = "--accept-gap",
      description =
          "Go on although events that were never read are gone from Kafka. Land their originals"
              + " again: see docs/operations.md.")
  private boolean acceptGap;

  @Mixin private DaemonOptions daemon;

  WorkerCommand(SpotCommand spot) {
    this.spot = spot;
  }

  @Override
  public void run() {
    try (Assembly assembly = new Assembly(spot.config().value(), spot.installation())) {
      List<Integer> bound = bound(assembly.pipeline(pipeline));
      if (engine == Engine.JAVA) {
        daemon.run(running -> assembly.worker(pipeline, bound, acceptGap, running::fail));
      } else {
        requireSpark();
        TaskParts parts = ConfiguredParts.of(spot, configuration(), pipeline);
        daemon.run(
            running -> assembly.sparkWorker(pipeline, bound, acceptGap, parts, running::fail));
      }
    }
  }

  private String configuration() {
    try {
      return Files.readString(spot.configFile());
    } catch (IOException e) {
      throw new ConfigException("cannot read " + spot.configFile() + ": " + e, e);
    }
  }

  private static void requireSpark() {
    try {
      Class.forName(
          "org.apache.spark.sql.SparkSession", false, WorkerCommand.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new ConfigException(
          "Spark is not on the class path: run bin/spot with --engine spark as a word of its own,"
              + " or spark-submit as docs/operations.md says",
          e);
    }
  }

  private List<Integer> bound(PipelineSettings settings) {
    if (partitions == null) {
      return IntStream.range(0, settings.partitions()).boxed().toList();
    }
    for (int partition : partitions.all()) {
      if (partition >= settings.partitions()) {
        throw new ConfigException(
            "pipeline "
                + pipeline
                + " has partitions 0 to "
                + (settings.partitions() - 1)
                + ", not "
                + partition);
      }
    }
    return partitions.all();
  }
}
