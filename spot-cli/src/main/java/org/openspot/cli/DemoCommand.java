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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openspot.cli.DemoFiles.DemoFile;
import org.openspot.cli.config.PipelineSettings;
import org.openspot.cli.config.SpotConfig;
import org.openspot.cli.query.OutputFormat;
import org.openspot.cli.query.Query;
import org.openspot.cli.score.SparkOnDemand;
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
        SparkOnDemand spark = new SparkOnDemand(config);
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
        try (Beside<Void> opening = new Beside<>(() -> opened(spark))) {
          ingest(assembly, files, hive);
          opening.result();
        }
        ask(hive, spark, files.sources(), start, made);
      } catch (SQLException e) {
        throw new CommandFailedException(HiveErrors.line(e), e);
      }
    }
    say("Try next:");
    say("  ./spot query \"SELECT y, m, d, h, COUNT(*) AS flows FROM flow GROUP BY y, m, d, h\"");
    say("  ./spot status                        (it misses daemons: the demo's have ended)");
    say("  ./spot collector --pipeline flow     (and beside it: ./spot worker --pipeline flow)");
    say("The stack keeps running; ./spot local down ends it.");
  }

  private static Void opened(SparkOnDemand spark) {
    spark.open();
    return null;
  }

  /** Scoring takes its time, in which Hive answers. */
  private void ask(
      Connection hive, SparkOnDemand spark, Set<DemoSource> sources, Instant start, Instant made)
      throws SQLException {
    try (Assembly assembly = new Assembly(spot.config().value(), spot.installation());
        Beside<String> scores =
            new Beside<>(() -> new DemoScores(assembly, spark, start, made).of(sources))) {
      say("");
      say("5. What an analyst asks");
      for (DemoSource source : sources) {
        for (DemoSource.Question question : source.questions()) {
          ask(hive, question);
        }
      }
      say("");
      say("6. What is worth a look, with what was planted just now marked");
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
    Map<DemoSource, Long> before = counts(hive, files.sources());
    List<Component> components = new ArrayList<>();
    Daemon daemon = new Daemon(Clock.systemUTC());
    for (DemoSource source : files.sources()) {
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
      Map<DemoSource, Long> wanted = new EnumMap<>(DemoSource.class);
      files
          .sources()
          .forEach(source -> wanted.put(source, before.get(source) + files.rows(source)));
      wanted.merge(DemoSource.FLOW, -last.rows(), Long::sum);
      await(hive, wanted, running);
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
          Map.of(DemoSource.FLOW, before.get(DemoSource.FLOW) + files.rows(DemoSource.FLOW)),
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
    Map<DemoSource, Long> after = counts(hive, files.sources());
    for (DemoSource source : files.sources()) {
      long added = after.get(source) - before.get(source);
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
      Connection hive, Map<DemoSource, Long> wanted, CompletableFuture<Void> running)
      throws SQLException {
    long deadline = System.nanoTime() + ARRIVAL.toNanos();
    while (!reached(wanted, counts(hive, wanted.keySet()))) {
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

  private static boolean reached(Map<DemoSource, Long> wanted, Map<DemoSource, Long> counted) {
    return wanted.entrySet().stream().allMatch(one -> counted.get(one.getKey()) >= one.getValue());
  }

  /** Of several tables in one query: a plan takes Hive longer than the rows. */
  private static Map<DemoSource, Long> counts(Connection hive, Set<DemoSource> sources)
      throws SQLException {
    String sql =
        sources.stream()
            .map(source -> "SELECT '" + source + "', COUNT(*) FROM " + source.pipeline())
            .collect(Collectors.joining(" UNION ALL "));
    Map<DemoSource, Long> counts = new EnumMap<>(DemoSource.class);
    try (Statement statement = hive.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        counts.put(DemoSource.valueOf(row.getString(1)), row.getLong(2));
      }
    }
    return counts;
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
