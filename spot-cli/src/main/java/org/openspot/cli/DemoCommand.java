package org.openspot.cli;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.openspot.cli.DemoFiles.DemoFile;
import org.openspot.cli.config.PipelineSettings;
import org.openspot.cli.config.SpotConfig;
import org.openspot.cli.query.OutputFormat;
import org.openspot.cli.query.Query;
import org.openspot.core.lifecycle.Component;
import org.openspot.core.lifecycle.Daemon;
import org.openspot.core.lifecycle.Pause;
import org.openspot.core.lifecycle.StopSignals;
import org.openspot.parsers.Source;
import org.openspot.stack.LocalStack;
import org.openspot.store.commit.ScoreLocations;
import org.openspot.store.commit.TableLocations;
import org.openspot.store.files.HadoopTableFiles;
import org.openspot.store.hive.HiveConnections;
import org.openspot.store.hive.HiveErrors;
import org.openspot.store.hive.HiveTables;
import picocli.CommandLine.Command;

/** {@code spot demo}. */
@Command(
    name = "demo",
    description =
        "Run the main job on a stack of this machine: made-up flows, DNS and proxy logs through"
            + " collectors, Kafka and workers into Hive, and what of it is suspicious. Leaves the"
            + " stack running.")
final class DemoCommand implements Runnable {
  private static final Duration ARRIVAL = Duration.ofMinutes(5);

  private final SpotCommand spot;
  private final Console console;

  DemoCommand(SpotCommand spot, Console console) {
    this.spot = spot;
    this.console = console;
  }

  @Override
  public void run() {
    SpotConfig config = spot.config().value();
    Instant made = Instant.now();
    Instant start = made.minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
    // Files take little of the processors, and services much of the time.
    try (Beside<DemoFiles> making = new Beside<>(() -> DemoFiles.make(config, start));
        Assembly assembly = new Assembly(config, spot.installation())) {
      say("1. A Kafka broker, HDFS and HiveServer2 on this machine");
      new LocalStack(config.stack().stack(config.home(), spot.installation().stack()).briefly())
          .up(line -> say("   " + line));
      say("");
      say("2. The tables, in Hive");
      createTables(assembly);
      say("");
      say("3. An hour of an office: flows through a real nfcapd, DNS captures, proxy logs");
      DemoFiles files = making.result();
      files.lines().forEach(line -> say("   " + line));
      try (Connection hive =
          new HiveConnections(spot.installation().hiveJdbc()).open(config.hive())) {
        HiveConnections.use(hive, config.hive());
        say("");
        say("4. Landed, collected, sent, dissected, committed");
        ingest(assembly, files, hive);
        ask(hive, files.sources(), start, made);
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

  /** Scoring takes its time, in which Hive answers. */
  private void ask(Connection hive, Set<DemoSource> sources, Instant start, Instant made)
      throws SQLException {
    try (Assembly assembly = new Assembly(spot.config().value(), spot.installation());
        Beside<String> scores =
            new Beside<>(() -> new DemoScores(assembly, start, made).of(sources))) {
      say("");
      say("5. What an analyst asks");
      for (DemoSource source : sources) {
        for (DemoSource.Question question : source.questions()) {
          ask(hive, question);
        }
      }
      say("");
      say("6. What is worth a look, with what was planted marked");
      say(scores.result());
    }
  }

  private void createTables(Assembly assembly) {
    HadoopTableFiles files = assembly.tableFiles();
    HiveTables hive = assembly.hiveTables();
    hive.createDatabase();
    for (Source source : assembly.sources()) {
      TableLocations at = assembly.locations(source.table());
      hive.create(at.rows(), files.uri(at.rowsLocation()));
      hive.create(at.rejects(), files.uri(at.rejectsLocation()));
      ScoreLocations scores = assembly.scoreLocations(source.table());
      hive.create(scores.scores(), files.uri(scores.scoresLocation()));
      hive.create(scores.reasons(), files.uri(scores.reasonsLocation()));
      say(
          "   "
              + at.rows()
              + ", "
              + at.rejects()
              + ", "
              + scores.scores()
              + ", "
              + scores.reasons());
    }
  }

  private void ingest(Assembly assembly, DemoFiles files, Connection hive) throws SQLException {
    Map<DemoSource, Long> before = new EnumMap<>(DemoSource.class);
    List<Component> components = new ArrayList<>();
    Daemon daemon = new Daemon(Clock.systemUTC());
    for (DemoSource source : files.sources()) {
      before.put(source, count(hive, source));
      PipelineSettings pipeline = assembly.pipeline(source.pipeline());
      // The collector would make the topic; here, so that the worker need not wait for it.
      assembly.topics().ensure(pipeline.topic(), pipeline.partitions());
      List<Integer> partitions = IntStream.range(0, pipeline.partitions()).boxed().toList();
      components.add(assembly.worker(source.pipeline(), partitions, false, daemon::fail));
      components.add(assembly.collector(source.pipeline(), daemon::fail));
    }
    CompletableFuture<Void> running =
        CompletableFuture.runAsync(
            () -> StopSignals.during(daemon::stop, () -> daemon.run(components)));
    try {
      List<DemoFile> flows = files.of(DemoSource.FLOW);
      DemoFile last = flows.get(flows.size() - 1);
      long landed = System.nanoTime();
      long rows = 0;
      for (DemoSource source : files.sources()) {
        for (DemoFile file : files.of(source)) {
          if (!file.equals(last)) {
            files.land(source, file);
            rows += file.rows();
          }
        }
      }
      for (DemoSource source : files.sources()) {
        long held = source == DemoSource.FLOW ? last.rows() : 0;
        await(hive, source, before.get(source) + files.rows(source) - held, running);
      }
      say(
          String.format(
              Locale.ROOT,
              "   all but one of them: %,d rows, %.1f s from landed to counted in Hive",
              rows,
              seconds(landed)));
      landed = System.nanoTime();
      files.land(DemoSource.FLOW, last);
      await(
          hive,
          DemoSource.FLOW,
          before.get(DemoSource.FLOW) + files.rows(DemoSource.FLOW),
          running);
      say(
          String.format(
              Locale.ROOT,
              "   one more file with %,d flows: %.1f s from landed to counted in Hive",
              last.rows(),
              seconds(landed)));
    } finally {
      daemon.stop();
      running.join();
    }
    for (DemoSource source : files.sources()) {
      long added = count(hive, source) - before.get(source);
      say(
          String.format(
              Locale.ROOT,
              "   %-6s rows added in Hive  %,9d   %s: %,d %s",
              source.pipeline(),
              added,
              source.counter(),
              files.rows(source),
              source.noun()));
      if (added != files.rows(source)) {
        throw new CommandFailedException(
            "table " + source.pipeline() + " does not have what was in the files", null);
      }
    }
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static void await(
      Connection hive, DemoSource source, long rows, CompletableFuture<Void> running)
      throws SQLException {
    long deadline = System.nanoTime() + ARRIVAL.toNanos();
    while (count(hive, source) < rows) {
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

  private static long count(Connection hive, DemoSource source) throws SQLException {
    try (Statement statement = hive.createStatement();
        ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + source.pipeline())) {
      row.next();
      return row.getLong(1);
    }
  }

  private void ask(Connection hive, DemoSource.Question question) throws SQLException {
    say("");
    say("   " + question.title() + ": " + question.sql());
    long began = System.nanoTime();
    long rows =
        new Query(hive, question.sql()).run(OutputFormat.TABLE.on(console.out()), console.out());
    say(String.format(Locale.ROOT, "   %d rows in %.1f s", rows, seconds(began)));
  }

  private void say(String line) {
    console.out().println(line);
    console.out().flush();
  }
}
