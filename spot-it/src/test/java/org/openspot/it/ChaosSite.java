package org.openspot.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.openspot.core.lifecycle.Pause;

/**
 * The OpenSpot that is ill-treated: pipelines of each type with collectors and workers as processes
 * of their own, each under a supervisor, on file systems of their own where that is permitted.
 */
final class ChaosSite implements AutoCloseable {
  private static final int MOST_PARTITIONS = 4;

  private final RealStack stack;
  private final Site site;
  private final Path landings;
  private final Path scratch;
  private final Map<String, Pipeline> pipelines = new LinkedHashMap<>();
  private final Map<String, Actor> actors = new LinkedHashMap<>();
  private final List<SpotProcess> intruders = new ArrayList<>();
  private final List<String> deaths = Collections.synchronizedList(new ArrayList<>());
  private final Thread supervisor = new Thread(this::supervise, "supervisor");
  private volatile boolean closed;

  /**
   * @param name of its database
   * @param landings where landing directories are
   * @param scratch the home of its daemons
   */
  ChaosSite(RealStack stack, String name, Path landings, Path scratch) {
    this.stack = stack;
    this.site = new Site(stack, name);
    this.landings = landings.resolve(name);
    this.scratch = scratch;
    // Bursts are of logs: a commit for every handful of them would be most of the work.
    define("proxy", 2, Map.of(), "1s");
    define("flow", 2, Map.of("inline-limit", "8KiB"), "300ms");
    define("dns", 1, Map.of(), "300ms");
    supervisor.setDaemon(true);
  }

  private void define(
      String type, int partitions, Map<String, String> collector, String rollInterval) {
    Map<String, String> settings = new TreeMap<>(collector);
    settings.putAll(Map.of("stable-for", "200ms", "rescan-interval", "1s"));
    set(
        new Pipeline(
            type,
            type,
            "it." + site.name() + "." + type,
            partitions,
            landings.resolve(type),
            settings,
            Map.of("roll-interval", rollInterval, "checkpoint-every", "8", "row-group", "1MiB"),
            Map.of(),
            Map.of()));
  }

  private void set(Pipeline pipeline) {
    pipelines.put(pipeline.name(), site.set(pipeline));
  }

  /** Makes the tables and starts the daemons; those of DNS come when they are asked for. */
  void start() {
    stack.hive().createTables(site);
    collector("proxy");
    collector("flow");
    worker("proxy", 0, "0");
    worker("proxy", 1, "1");
    worker("flow", 0, "0-1");
    supervisor.start();
  }

  /** Makes sure that a pipeline has its daemons. */
  void need(Collection<String> names) {
    if (names.contains("dns") && !actors.containsKey("collector-dns")) {
      collector("dns");
      worker("dns", 0, "0");
    }
  }

  private void collector(String pipeline) {
    actor("collector-" + pipeline, "collector", "--pipeline", pipeline);
  }

  private void worker(String pipeline, int number, String partitions) {
    actor(
        "worker-" + pipeline + "-" + number,
        "worker",
        "--pipeline",
        pipeline,
        "--partitions",
        partitions);
  }

  private synchronized void actor(String name, String... arguments) {
    Actor actor = new Actor(name, this::run, () -> site.command(arguments), deaths);
    actor.start();
    actors.put(name, actor);
  }

  private SpotProcess run(String name, Map<String, String> more, List<String> command) {
    Map<String, String> environment = new TreeMap<>(more);
    environment.put("SPOT_HOME", scratch.toString());
    environment.put("SPOT_JAVA_OPTS", String.join(" ", StartupArchive.javaOptions()));
    return SpotProcess.start(site.log(name), environment, command);
  }

  private void supervise() {
    while (!closed) {
      actors().forEach(Actor::supervise);
      Pause.of(Duration.ofMillis(100));
    }
  }

  private synchronized List<Actor> actors() {
    return List.copyOf(actors.values());
  }

  synchronized Actor actor(String name) {
    return actors.get(name);
  }

  /** Adds a partition to a pipeline's topic, and a worker for it; false if it has enough. */
  boolean widen(String name) {
    Pipeline before = pipelines.get(name);
    if (before.partitions() == MOST_PARTITIONS) {
      return false;
    }
    set(before.partitions(before.partitions() + 1));
    actor("collector-" + name).signal("TERM");
    worker(name, before.partitions(), Integer.toString(before.partitions()));
    return true;
  }

  /** Starts another worker on a partition that has one. */
  SpotProcess intruder(String pipeline, long partition) {
    SpotProcess process =
        run(
            "intruder-" + pipeline + "-" + partition,
            Map.of(),
            site.command(
                "worker", "--pipeline", pipeline, "--partition", Long.toString(partition)));
    synchronized (this) {
      intruders.add(process);
    }
    return process;
  }

  /** Every daemon goes on, runs, and has no fault prepared; intruders end. */
  void heal() {
    synchronized (this) {
      intruders.forEach(one -> one.trySignal("KILL"));
      intruders.clear();
    }
    actors().forEach(Actor::heal);
  }

  /** Ends every daemon as an admin does and has it started again. */
  void restart() {
    actors().forEach(actor -> actor.signal("TERM"));
  }

  Site site() {
    return site;
  }

  RealStack stack() {
    return stack;
  }

  Pipeline pipeline(String name) {
    return pipelines.get(name);
  }

  Collection<Pipeline> pipelines() {
    return pipelines.values();
  }

  /** How daemons ended that were not killed, since this was last asked. */
  List<String> deaths() {
    synchronized (deaths) {
      List<String> all = List.copyOf(deaths);
      deaths.clear();
      return all;
    }
  }

  /** Copies fetched by workers, and what processes that are no more held. */
  List<String> scratchLeft() {
    Path root = scratch.resolve("scratch");
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !isHeld(file.getFileName().toString()))
          .map(Path::toString)
          .toList();
    } catch (IOException | UncheckedIOException e) {
      // A worker removes them as we look.
      return List.of();
    }
  }

  /** The lock of a process that is alive: {@code <pid>-<random>.lock}. */
  private static boolean isHeld(String name) {
    return name.matches("\\d+-.*\\.lock")
        && ProcessHandle.of(Long.parseLong(name.substring(0, name.indexOf('-'))))
            .filter(ProcessHandle::isAlive)
            .isPresent();
  }

  @Override
  public void close() {
    closed = true;
    heal();
    actors().forEach(Actor::end);
  }
}
