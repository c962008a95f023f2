package org.openspot.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openspot.it.chaos.Schedule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rounds on one stack, one after the other, until one is not clean. Every so many rounds begin anew
 * with tables, topics and daemons of their own.
 */
final class ChaosRun implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChaosRun.class);
  private static final int ROUNDS_OF_A_SITE = 25;
  private static final long LANDING_BYTES = 96L << 20;

  /** An inode, a block and the collector's notes. */
  private static final long BYTES_OF_A_FILE = 20_000;

  private static final long SCRATCH_BYTES = 32L << 20;
  private static final long DATANODE_BYTES = 6L << 30;

  /**
   * How an audit tells of a text that a collector archived before it was killed, and that had grown
   * when it was collected anew: nothing of it is missing, and the runbook says how to see that.
   */
  private static final String ONLY_ARCHIVED = "archived, never sent: ";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Less than a block of HDFS: no file can be begun. */
  private static final long DATANODE_LEFT = 64L << 20;

  private final RealStack stack;
  private final Path directory;
  private final Path volumeRoot;
  private final int burst;
  private final Consumer<String> out;
  private final Services services;
  private final Map<String, Volume> volumes = new HashMap<>();
  private final InotifyQueue inotify;
  private final List<RoundResult> results = new ArrayList<>();
  private final Map<String, Long> expected = new HashMap<>();
  private final Thread cleaner = new Thread(this::unmount, "unmount");
  private ChaosSite site;
  private int roundsOfSite;

  /**
   * Prepares the machine.
   *
   * @param directory for logs and results
   * @param burst how many files are in a burst
   * @param out takes the lines of the summary
   */
  ChaosRun(Path directory, int burst, Consumer<String> out) {
    this.directory = directory.toAbsolutePath();
    this.volumeRoot = this.directory.resolve("volumes");
    this.burst = burst;
    this.out = out;
    Volume.unmountAll(volumeRoot);
    this.stack = RealStack.running();
    this.services = new Services(stack);
    this.inotify = InotifyQueue.lower(prepared());
    Runtime.getRuntime().addShutdownHook(cleaner);
    mount(Schedule.LANDING, LANDING_BYTES + burst * BYTES_OF_A_FILE, 0);
    mount(Schedule.SCRATCH, SCRATCH_BYTES, 0);
    mount(Schedule.DATANODE_DISK, DATANODE_BYTES, DATANODE_LEFT);
    if (volumes.containsKey(Schedule.DATANODE_DISK)) {
      moveBlocks(volumes.get(Schedule.DATANODE_DISK).directory());
    }
    tellWhatIsLeftOut();
  }

  private Path prepared() {
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void mount(String name, long bytes, long left) {
    Volume.mount(volumeRoot.resolve(name), bytes, left)
        .ifPresent(volume -> volumes.put(name, volume));
  }

  private void tellWhatIsLeftOut() {
    for (String name : List.of(Schedule.LANDING, Schedule.SCRATCH, Schedule.DATANODE_DISK)) {
      if (!volumes.containsKey(name)) {
        out.accept("LEFT OUT: no space on " + name + ": nothing can be mounted here");
      }
    }
    if (Injection.clockLibrary().isEmpty()) {
      out.accept(
          "LEFT OUT: clock jumps: libfaketime is not installed (apt-get install libfaketime)");
    }
    if (!inotify.isLow()) {
      out.accept("LEFT OUT: overflow of inotify's queue: its limit cannot be set here");
    }
  }

  private Path dataNodeDirectory() {
    return stack.config().home().resolve("stack/hdfs/data");
  }

  /** Gives the DataNode's blocks a volume of their own. */
  private void moveBlocks(Path volume) {
    services.kill("datanode");
    Shell.require("cp", "-a", dataNodeDirectory() + "/.", volume.toString());
    Shell.require("rm", "-rf", dataNodeDirectory().toString());
    Shell.require("ln", "-s", volume.toString(), dataNodeDirectory().toString());
    services.heal();
  }

  private void moveBlocksBack(Path volume) {
    services.kill("datanode");
    Shell.require("rm", dataNodeDirectory().toString());
    Shell.require("cp", "-a", volume.toString(), dataNodeDirectory().toString());
    services.heal();
  }

  /** Runs rounds of seeds that follow each other; the last one is the first that is not clean. */
  List<RoundResult> rounds(long firstSeed, int rounds) {
    out.accept(RoundResult.head());
    for (long seed = firstSeed; seed < firstSeed + rounds; seed++) {
      RoundResult result = round(Schedule.of(seed, burst));
      out.accept(result.line());
      write(firstSeed + ".jsonl", result.json() + "\n", StandardOpenOption.APPEND);
      if (!result.isClean()) {
        tellFailure(result);
        return results;
      }
    }
    closeSite();
    return results;
  }

  /** Runs one round. */
  RoundResult round(Schedule schedule) {
    if (site != null && roundsOfSite == ROUNDS_OF_A_SITE) {
      closeSite();
    }
    if (site == null) {
      openSite(schedule.seed());
    }
    roundsOfSite++;
    RoundResult result;
    try {
      result = new ChaosRound(site, schedule, services, volumes, directory.resolve("clocks")).run();
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "round of seed " + schedule.seed() + " did not end: see " + keep(schedule), e);
    }
    results.add(result);
    for (String pipeline : schedule.pipelines()) {
      expected.merge(pipeline, result.rows(pipeline), Long::sum);
    }
    return result;
  }

  private void openSite(long seed) {
    Volume landing = volumes.get(Schedule.LANDING);
    Volume scratch = volumes.get(Schedule.SCRATCH);
    site =
        new ChaosSite(
            stack,
            "chaos_" + Long.toString(seed).replace('-', 'm'),
            landing == null ? directory.resolve("landing") : landing.directory(),
            scratch == null ? directory.resolve("home") : scratch.directory());
    roundsOfSite = 0;
    expected.clear();
    site.start();
  }

  /** Nothing may have come twice after its round either. */
  private void closeSite() {
    try (Evidence evidence = new Evidence(site)) {
      expected.forEach(
          (type, rows) -> {
            long found = evidence.rows(type);
            if (found != rows) {
              throw new IllegalStateException(
                  "table "
                      + type
                      + " has "
                      + found
                      + " rows at the end, "
                      + rows
                      + " after each round: something came or went later");
            }
          });
      audit();
    } finally {
      site.close();
      site = null;
    }
  }

  /** What OpenSpot's own audit says of the same tables, every row of them read. */
  private void audit() {
    SpotProcess audit = site.site().spot("audit", "--deep", "--json", "--grace", "0s");
    int status = audit.status();
    boolean balances = true;
    List<String> tables = new ArrayList<>();
    List<String> unexplained = new ArrayList<>();
    for (String line : audit.output().lines().toList()) {
      JsonNode table = parse(line);
      tables.add(table.get("table").asText());
      balances &= table.get("balances").asBoolean();
      out.accept(
          "audit of %s: balances %s; %d originals, %d records, %d rows, %d rejects, %d passed over, %d dead letters"
              .formatted(
                  table.get("table").asText(),
                  table.get("balances").asText(),
                  table.get("originals").asLong(),
                  table.get("records").asLong(),
                  table.get("rows_found").asLong(),
                  table.get("rejects_found").asLong(),
                  table.get("passed_over").asLong(),
                  table.get("dead_letters").asLong()));
      for (JsonNode finding : table.get("findings")) {
        out.accept("  " + finding);
        if (!finding.get("detail").asText().startsWith(ONLY_ARCHIVED)) {
          unexplained.add(finding.toString());
        }
      }
    }
    if (!Set.copyOf(tables).equals(expectedTables())
        || status != (balances ? 0 : 1)
        || !unexplained.isEmpty()) {
      throw new IllegalStateException(
          "the audit of "
              + tables
              + " ended with status "
              + status
              + " and found "
              + unexplained
              + ": "
              + audit.error());
    }
  }

  private Set<String> expectedTables() {
    return site.pipelines().stream().map(Pipeline::type).collect(Collectors.toSet());
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException("the audit said: " + json, e);
    }
  }

  ChaosSite site() {
    return site;
  }

  private void tellFailure(RoundResult result) {
    out.accept(result.verdict().text());
    result.deaths().forEach(out);
    out.accept("logs of the round: " + keep(result.schedule()));
    out.accept("again: make chaos SEED=" + result.schedule().seed() + " ROUNDS=1");
  }

  /** Keeps what a person needs to find out why. */
  private Path keep(Schedule schedule) {
    Path kept = directory.resolve("failed-" + schedule.seed());
    try {
      Files.createDirectories(kept);
      Files.writeString(kept.resolve("schedule.txt"), schedule.text());
      copyLogs(site.site().directory().resolve("log"), kept.resolve("spot"));
      for (String part : List.of("kafka", "hdfs", "hive")) {
        copyLogs(stack.config().home().resolve("stack/" + part + "/logs"), kept.resolve(part));
      }
    } catch (IOException e) {
      LOG.warn("not all logs could be kept: {}", e.toString());
    }
    return kept;
  }

  private static void copyLogs(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private void write(String name, String text, StandardOpenOption how) {
    try {
      Files.createDirectories(directory);
      Files.writeString(
          directory.resolve(name), text, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends its daemons and leaves the stack as it was found. */
  @Override
  public void close() {
    try {
      if (site != null) {
        site.close();
      }
      volumes.values().forEach(Volume::free);
      services.heal();
      Volume dataNode = volumes.get(Schedule.DATANODE_DISK);
      if (dataNode != null) {
        moveBlocksBack(dataNode.directory());
      }
    } finally {
      services.close();
      unmount();
    }
  }

  private synchronized void unmount() {
    inotify.close();
    volumes.values().forEach(Volume::unmount);
    volumes.clear();
  }
}
