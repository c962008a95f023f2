package org.openspot.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.openspot.core.lifecycle.FailPoint;

/**
 * One test's OpenSpot on the common stack: a spot.yaml with pipelines, a database and an archive of
 * its own, so that no test sees another's rows.
 */
final class Site {
  private static final AtomicInteger PROCESSES = new AtomicInteger();

  private final RealStack stack;
  private final String name;
  private final Path directory;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final Map<String, Pipeline> pipelines = new LinkedHashMap<>();

  /**
   * @param name letters, digits and underscores: also the database's
   */
  Site(RealStack stack, String name) {
    this.stack = stack;
    this.name = name;
    this.directory = RealStack.directory().resolve(name);
  }

  /** Adds a pipeline with settings that make a test fast. */
  Pipeline pipeline(String pipelineName) {
    return pipeline(pipelineName, "flow");
  }

  /** Adds a pipeline of some type with settings that make a test fast. */
  Pipeline pipeline(String pipelineName, String type) {
    Pipeline pipeline =
        new Pipeline(
            pipelineName,
            type,
            "it." + name + "." + pipelineName,
            1,
            directory.resolve("landing").resolve(pipelineName),
            Map.of("stable-for", "300ms", "rescan-interval", "1s"),
            Map.of("roll-interval", "300ms"),
            Map.of(),
            Map.of());
    return set(pipeline);
  }

  /** Sets a pipeline, or replaces the one of its name. */
  Pipeline set(Pipeline pipeline) {
    try {
      Files.createDirectories(pipeline.landing());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    pipelines.put(pipeline.name(), pipeline);
    return pipeline;
  }

  /** Tables of the same columns elsewhere: the same topics, ingested once more. */
  Site withTables(String other) {
    Site site = new Site(stack, other);
    pipelines.values().forEach(site::set);
    return site;
  }

  /** Adds lines to a section of spot.yaml that has to do with where things are. */
  void settings(String section, String lines) {
    settings.put(section, lines);
  }

  /** The name of the database, and below {@code /it} of everything in HDFS. */
  String name() {
    return name;
  }

  Path directory() {
    return directory;
  }

  /** The root of the archive in HDFS. */
  String archive() {
    return root() + "/archive";
  }

  /** The directory of a table in HDFS. */
  String table(String type) {
    return root() + "/" + type + "/hive";
  }

  private String root() {
    return "/it/" + name;
  }

  RealStack stack() {
    return stack;
  }

  /** Makes the tables as an admin does. */
  void createTables() {
    spot("tables", "create").endsWith(0);
  }

  /** Puts a file into the landing directory under its own name, whole at once. */
  void land(Pipeline pipeline, Path file) {
    land(pipeline, file, file.getFileName().toString());
  }

  void land(Pipeline pipeline, Collection<Path> files) {
    files.forEach(file -> land(pipeline, file));
  }

  /** Puts a file into the landing directory under a name, whole at once. */
  void land(Pipeline pipeline, Path file, String as) {
    try {
      Path landed = pipeline.landing().resolve(as);
      if (Files.exists(landed)) {
        throw new IllegalStateException(landed + " would be lost");
      }
      Path hidden = pipeline.landing().resolve(".arriving-" + PROCESSES.incrementAndGet());
      Files.copy(file, hidden);
      Files.move(hidden, landed, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is in the landing directory, but for what begins with a dot. */
  List<String> landed(Pipeline pipeline) {
    return visible(pipeline.landing());
  }

  /** What is in failed/. */
  List<String> failed(Pipeline pipeline) {
    return visible(pipeline.failed());
  }

  private static List<String> visible(Path landing) {
    if (!Files.exists(landing)) {
      return List.of();
    }
    try (var entries = Files.list(landing)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(entry -> !entry.startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A collector, until there is nothing left to collect. */
  SpotProcess collect(Pipeline pipeline) {
    return daemon("collector", pipeline, "1s", Map.of());
  }

  /** A worker, until there is nothing left to do. */
  SpotProcess work(Pipeline pipeline) {
    return daemon("worker", pipeline, "1s", Map.of());
  }

  /** A daemon that kills itself at the n-th passage of a fail point. */
  SpotProcess dying(String command, Pipeline pipeline, String failPoint, int passage) {
    return daemon(command, pipeline, "2s", Map.of(FailPoint.VARIABLE, failPoint + ":" + passage));
  }

  /** A daemon of a pipeline, with variables in its environment and more options. */
  SpotProcess daemon(
      String command,
      Pipeline pipeline,
      String untilIdle,
      Map<String, String> variables,
      String... options) {
    List<String> arguments =
        new ArrayList<>(List.of(command, "--pipeline", pipeline.name(), "--until-idle", untilIdle));
    arguments.addAll(List.of(options));
    return start(command, variables, arguments.toArray(new String[0]));
  }

  /** A worker on Spark, until there is nothing left to do. */
  SpotProcess workOnSpark(Pipeline pipeline, Map<String, String> variables) {
    return start(
        "spark-worker",
        variables,
        "worker",
        "--engine",
        "spark",
        "--pipeline",
        pipeline.name(),
        "--until-idle",
        "3s");
  }

  /** The types of its pipelines. */
  Set<String> types() {
    return pipelines.values().stream().map(Pipeline::type).collect(Collectors.toSet());
  }

  /** Any command, which kills itself at a fail point. */
  SpotProcess dyingCommand(String failPoint, String... arguments) {
    return start(arguments[0], Map.of(FailPoint.VARIABLE, failPoint + ":1"), arguments);
  }

  /** Any command. */
  SpotProcess spot(String... arguments) {
    return start(arguments[0], Map.of(), arguments);
  }

  private SpotProcess start(String label, Map<String, String> variables, String... arguments) {
    Map<String, String> environment = new TreeMap<>(variables);
    environment.merge(
        "SPOT_JAVA_OPTS",
        String.join(" ", StartupArchive.javaOptions()),
        (own, common) -> common + " " + own);
    return SpotProcess.start(log(label), environment, command(arguments));
  }

  List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(RealStack.program().toString());
    command.addAll(arguments(arguments));
    return command;
  }

  /** What comes after the program's name. */
  List<String> arguments(String... arguments) {
    List<String> all = new ArrayList<>();
    all.add("--config");
    all.add(configuration().toString());
    all.addAll(List.of(arguments));
    return all;
  }

  /** A new beginning of a process's log files. */
  Path log(String label) {
    return directory
        .resolve("log")
        .resolve("%03d-%s".formatted(PROCESSES.incrementAndGet(), label));
  }

  private synchronized Path configuration() {
    StringBuilder yaml =
        new StringBuilder(stack.yaml())
            .append("  database: " + name + "\n")
            .append("archive:\n  root: " + archive() + "\n" + settings.getOrDefault("archive", ""))
            .append("tables:\n  root: " + root() + "\n  settle: 300ms\n")
            .append(settings.getOrDefault("tables", ""))
            .append("pipelines:\n");
    pipelines.values().forEach(pipeline -> yaml.append(pipeline.yaml()));
    Path file =
        directory.resolve("spot-" + Integer.toHexString(yaml.toString().hashCode()) + ".yaml");
    try {
      Files.createDirectories(directory);
      if (!Files.exists(file)) {
        Files.writeString(file, yaml);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What Hive has in the flow table. */
  Rows rows() {
    return stack.hive().rows(name);
  }
}
