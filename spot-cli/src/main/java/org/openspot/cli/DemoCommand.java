package org.openspot.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openspot.cli.config.PipelineSettings;
import org.openspot.cli.config.SpotConfig;
import org.openspot.cli.query.OutputFormat;
import org.openspot.cli.query.Query;
import org.openspot.collector.Collector;
import org.openspot.core.error.RetriableException;
import org.openspot.core.lifecycle.Daemon;
import org.openspot.core.lifecycle.Pause;
import org.openspot.core.lifecycle.StopSignals;
import org.openspot.parsers.Source;
import org.openspot.parsers.generate.FlowGenerator;
import org.openspot.parsers.generate.GeneratedFile;
import org.openspot.parsers.generate.GeneratorSettings;
import org.openspot.parsers.generate.TrafficSettings;
import org.openspot.stack.LocalStack;
import org.openspot.store.commit.TableLocations;
import org.openspot.store.files.HadoopTableFiles;
import org.openspot.store.hive.HiveConnections;
import org.openspot.store.hive.HiveErrors;
import org.openspot.store.hive.HiveTables;
import org.openspot.worker.Worker;
import picocli.CommandLine.Command;

/** {@code spot demo}. */
@Command(
    name = "demo",
    description =
        "Run the main job on a stack of this machine: made-up flows through nfcapd, collector, Kafka"
            + " and worker into Hive. Leaves the stack running.")
final class DemoCommand implements Runnable {
  private static final String PIPELINE = "flow";
  private static final Duration ARRIVAL = Duration.ofMinutes(5);

  /** One file well above the usual inline limit, then several below it. */
  private static final long LARGE_FILE_FLOWS = 120_000;

  private static final long SMALL_FILES_FLOWS = 24_000;
  private static final int SMALL_FILES = 6;

  private final SpotCommand spot;
  private final Console console;

  DemoCommand(SpotCommand spot, Console console) {
    this.spot = spot;
    this.console = console;
  }

  @Override
  public void run() {
    SpotConfig config = spot.config().value();
    say("1. A Kafka broker, HDFS and HiveServer2 on this machine");
    new LocalStack(config.stack().stack(config.home(), spot.installation().stack()))
        .up(line -> say("   " + line));
    try (Assembly assembly = new Assembly(config, spot.installation())) {
      say("");
      say("2. The tables, in Hive");
      createTables(assembly);
      say("");
      say("3. Flows of an office, sent as NetFlow to a real nfcapd");
      List<GeneratedFile> files = generate(assembly);
      try (Connection hive =
          new HiveConnections(spot.installation().hiveJdbc()).open(config.hive())) {
        HiveConnections.use(hive, config.hive());
        say("");
        say("4. Landed, collected, sent, dissected, committed");
        ingest(assembly, files, hive);
        say("");
        say("5. What an analyst asks");
        ask(
            hive,
            "Top talkers",
            "SELECT sip, COUNT(*) AS flows, SUM(ibyt) AS bytes FROM flow"
                + " GROUP BY sip ORDER BY bytes DESC LIMIT 8");
        ask(
            hive,
            "Bytes by port",
            "SELECT dport, proto, COUNT(*) AS flows, SUM(ibyt) AS bytes"
                + " FROM flow GROUP BY dport, proto ORDER BY bytes DESC LIMIT 8");
      } catch (SQLException e) {
        throw new CommandFailedException(HiveErrors.line(e), e);
      }
    }
    say("Try next:");
    say("  ./spot query \"SELECT y, m, d, h, COUNT(*) AS flows FROM flow GROUP BY y, m, d, h\"");
    say("  ./spot status");
    say("  ./spot collector --pipeline flow     (and beside it: ./spot worker --pipeline flow)");
    say("The stack keeps running; ./spot local down ends it.");
  }

  private void createTables(Assembly assembly) {
    HadoopTableFiles files = assembly.tableFiles();
    HiveTables hive = assembly.hiveTables();
    hive.createDatabase();
    for (Source source : assembly.sources()) {
      TableLocations at = assembly.locations(source.table());
      hive.create(at.rows(), files.uri(at.rowsLocation()));
      hive.create(at.rejects(), files.uri(at.rejectsLocation()));
      say("   " + at.rows() + ", " + at.rejects());
    }
  }

  /** Generated beside the landing directory, so that each file can land by a rename. */
  private List<GeneratedFile> generate(Assembly assembly) {
    SpotConfig config = assembly.config();
    Path directory =
        assembly.pipeline(PIPELINE).collector().landing().resolveSibling(".demo").toAbsolutePath();
    deleteAll(directory);
    Instant start = Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
    List<GeneratedFile> files = new ArrayList<>();
    files.addAll(generate(directory, LARGE_FILE_FLOWS, 1, start, config.tools().nfcapd()));
    files.addAll(
        generate(
            directory,
            SMALL_FILES_FLOWS,
            SMALL_FILES,
            start.plus(Duration.ofMinutes(30)),
            config.tools().nfcapd()));
    for (GeneratedFile file : files) {
      say(
          String.format(
              Locale.ROOT,
              "   %s  %,d flows  %,d bytes",
              file.path().getFileName(),
              file.flows(),
              file.path().toFile().length()));
    }
    return files;
  }

  private static List<GeneratedFile> generate(
      Path directory, long flows, int files, Instant start, String nfcapd) {
    return FlowGenerator.generate(
        new GeneratorSettings(
            new TrafficSettings(flows, flows, start, Duration.ofMinutes(25)),
            files,
            5,
            0,
            directory,
            nfcapd));
  }

  private void ingest(Assembly assembly, List<GeneratedFile> files, Connection hive)
      throws SQLException {
    PipelineSettings pipeline = assembly.pipeline(PIPELINE);
    long before = count(hive);
    long expected = 0;
    for (GeneratedFile file : files) {
      expected += FlowCount.of(assembly.config().tools().nfdump(), file.path());
    }
    // The collector would make the topic; here, so that the worker need not wait for it.
    assembly.topics().ensure(pipeline.topic(), pipeline.partitions());
    Daemon daemon = new Daemon(Clock.systemUTC());
    Collector collector = assembly.collector(PIPELINE, daemon::fail);
    Worker worker =
        assembly.worker(
            PIPELINE,
            IntStream.range(0, pipeline.partitions()).boxed().toList(),
            false,
            daemon::fail);
    CompletableFuture<Void> running =
        CompletableFuture.runAsync(
            () -> StopSignals.during(daemon::stop, () -> daemon.run(List.of(worker, collector))));
    try {
      long all = before + expected;
      long landed = System.nanoTime();
      for (GeneratedFile file : files.subList(0, files.size() - 1)) {
        land(file, pipeline.collector().landing());
      }
      GeneratedFile last = files.get(files.size() - 1);
      await(hive, all - last.flows(), running);
      say(
          String.format(
              Locale.ROOT,
              "   %d files with %,d flows: %.1f s from landed to counted in Hive",
              files.size() - 1,
              expected - last.flows(),
              seconds(landed)));
      landed = System.nanoTime();
      land(last, pipeline.collector().landing());
      await(hive, all, running);
      say(
          String.format(
              Locale.ROOT,
              "   one more file with %,d flows: %.1f s from landed to counted in Hive",
              last.flows(),
              seconds(landed)));
    } finally {
      daemon.stop();
      running.join();
    }
    long added = count(hive) - before;
    say(String.format(Locale.ROOT, "   rows added in Hive    %,d", added));
    say(String.format(Locale.ROOT, "   flows nfdump counts   %,d", expected));
    if (added != expected) {
      throw new CommandFailedException(
          "Hive has " + added + " more rows where nfdump counts " + expected + " flows", null);
    }
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static void land(GeneratedFile file, Path landing) {
    try {
      Files.createDirectories(landing);
      // Another run in the same minute may have left a file of that name waiting.
      Path target = landing.resolve(file.path().getFileName());
      if (Files.exists(target)) {
        target = landing.resolve(file.path().getFileName() + "." + System.nanoTime());
      }
      Files.move(file.path(), target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new RetriableException("cannot move " + file.path() + " to " + landing, e);
    }
  }

  private void await(Connection hive, long rows, CompletableFuture<Void> running)
      throws SQLException {
    long deadline = System.nanoTime() + ARRIVAL.toNanos();
    while (count(hive) < rows) {
      if (running.isDone()) {
        running.join();
        throw new CommandFailedException("the daemons stopped before all rows were there", null);
      }
      if (System.nanoTime() > deadline) {
        throw new CommandFailedException("the rows did not arrive: see ./spot status", null);
      }
      Pause.of(Duration.ofMillis(100));
    }
  }

  private static long count(Connection hive) throws SQLException {
    try (Statement statement = hive.createStatement();
        ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM flow")) {
      row.next();
      return row.getLong(1);
    }
  }

  private void ask(Connection hive, String title, String sql) throws SQLException {
    say("");
    say("   " + title + ": " + sql);
    long began = System.nanoTime();
    long rows = new Query(hive, sql).run(OutputFormat.TABLE.on(console.out()), console.out());
    say(String.format(Locale.ROOT, "   %d rows in %.1f s", rows, seconds(began)));
  }

  private static void deleteAll(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new RetriableException("cannot empty " + directory, e);
    }
  }

  private void say(String line) {
    console.out().println(line);
    console.out().flush();
  }
}
