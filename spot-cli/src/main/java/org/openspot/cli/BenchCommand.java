package org.openspot.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openspot.cli.bench.Daemons;
import org.openspot.cli.bench.SpotWay;
import org.openspot.cli.config.PipelineSettings;
import org.openspot.cli.config.SpotConfig;
import org.openspot.core.error.RetriableException;
import org.openspot.core.lifecycle.Pause;
import org.openspot.parsers.generate.FlowGenerator;
import org.openspot.parsers.generate.GeneratedFile;
import org.openspot.parsers.generate.GeneratorSettings;
import org.openspot.parsers.generate.TrafficSettings;
import org.openspot.schema.Ddl;
import org.openspot.schema.TableSpec;
import org.openspot.stack.LocalStack;
import org.openspot.store.commit.CommitLog;
import org.openspot.store.commit.DataFile;
import org.openspot.store.commit.Manifest;
import org.openspot.store.commit.TableLocations;
import org.openspot.store.files.HadoopTableFiles;
import org.openspot.store.hive.HiveConnections;
import org.openspot.store.hive.HiveErrors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code spot bench}. */
@Command(
    name = "bench",
    description =
        "Time flows into Hive, Spot's way and ours, on the same file and the local stack: from file"
            + " landed to rows that a query sees. Both are warm.")
final class BenchCommand implements Runnable {
  /** Looking costs the machine time too: rare enough not to be measured itself. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  private static final String PIPELINE = "flow";
  private static final Duration ARRIVAL = Duration.ofMinutes(10);

  private final SpotCommand spot;
  private final Console console;

  @Option(names = "--flows", defaultValue = "1500000", description = "In the file (1500000).")
  private long flows;

  @Option(
      names = "--warm-up",
      defaultValue = "150000",
      description = "Flows in the file that both take before they are timed (150000).")
  private long warmUp;

  @Option(
      names = "--score",
      paramLabel = "MODEL",
      description =
          "Time our way alone, without and with score-on-ingest of this model, in turns: what"
              + " scoring costs.")
  private String model;

  BenchCommand(SpotCommand spot, Console console) {
    this.spot = spot;
    this.console = console;
  }

  @Override
  public void run() {
    SpotConfig config = spot.config().value();
    LocalStack stack =
        new LocalStack(config.stack().stack(config.home(), spot.installation().stack()));
    if (stack.isBrief()) {
      say(
          "the stack was started for a demonstration; it is started again, to be as fast as it can");
      stack.down(line -> {});
    }
    stack.up(line -> {});
    try (Assembly assembly = new Assembly(config, spot.installation());
        Connection hive = new HiveConnections(spot.installation().hiveJdbc()).open(config.hive())) {
      run(assembly, hive);
    } catch (SQLException e) {
      throw new CommandFailedException(HiveErrors.line(e), e);
    } catch (IOException e) {
      throw new RetriableException("the benchmark's files: " + e, e);
    }
  }

  private void run(Assembly assembly, Connection hive) throws SQLException, IOException {
    String id = Long.toString(System.currentTimeMillis());
    String database = "spot_bench_" + id;
    String root = "/user/spot/bench/" + id;
    Path directory = assembly.config().home().resolve("bench").resolve(id);
    Files.createDirectories(directory);
    GeneratedFile warm = generate(assembly, directory.resolve("warm"), warmUp);
    GeneratedFile timed = generate(assembly, directory.resolve("timed"), flows);
    say(
        String.format(
            Locale.ROOT,
            "%s: %,d flows, %,d bytes",
            timed.path().getFileName(),
            timed.flows(),
            Files.size(timed.path())));
    HadoopTableFiles files = assembly.tableFiles();
    if (model != null) {
      try {
        scored(assembly, hive, files, new Place(database, root, directory), warm, timed);
      } finally {
        files.delete(root);
      }
      return;
    }
    execute(hive, Ddl.createDatabase(database));
    try {
      execute(hive, "USE " + Ddl.identifier(database));
      double spotWay = spotWay(assembly, hive, files, database, root, directory, warm, timed);
      say(
          String.format(
              Locale.ROOT, "Spot's way  %6.1f s  %,9.0f flows/s", spotWay, flows / spotWay));
      Place place = new Place(database, root, directory);
      double ours = ours(assembly, hive, files, place, "", warm, timed).seconds();
      say(String.format(Locale.ROOT, "OpenSpot    %6.1f s  %,9.0f flows/s", ours, flows / ours));
      say(String.format(Locale.ROOT, "ratio       %6.1f", spotWay / ours));
      requireSameRows(hive);
      say(
          String.format(
              Locale.ROOT,
              "{\"bench\":\"flow\",\"flows\":%d,\"ours_s\":%.2f,\"spot_way_s\":%.2f,\"ratio\":%.2f}",
              flows,
              ours,
              spotWay,
              spotWay / ours));
    } finally {
      execute(hive, "DROP DATABASE " + Ddl.identifier(database) + " CASCADE");
      files.delete(root);
    }
  }

  /** A database, a directory in HDFS and one on this machine, for one run of our way. */
  private record Place(String database, String root, Path scratch) {
    Place round(int round) {
      return new Place(
          database + "_" + round, root + "/" + round, scratch.resolve(Integer.toString(round)));
    }
  }

  /** How long our way took, and how many rows of scores there were. */
  private record Taken(double seconds, long scores) {}

  /** Without, with, with, without: what changes slowly on the machine concerns both alike. */
  private void scored(
      Assembly assembly,
      Connection hive,
      HadoopTableFiles files,
      Place place,
      GeneratedFile warm,
      GeneratedFile timed)
      throws SQLException, IOException {
    double without = 0;
    double with = 0;
    long scores = 0;
    for (int round = 0; round < 4; round++) {
      boolean scoring = round == 1 || round == 2;
      Place here = place.round(round);
      Files.createDirectories(here.scratch());
      execute(hive, Ddl.createDatabase(here.database()));
      try {
        execute(hive, "USE " + Ddl.identifier(here.database()));
        Taken taken = ours(assembly, hive, files, here, scoring ? model : "", warm, timed);
        without += scoring ? 0 : taken.seconds() / 2;
        with += scoring ? taken.seconds() / 2 : 0;
        scores = Math.max(scores, taken.scores());
        say(
            String.format(
                Locale.ROOT,
                "%-9s  %6.1f s  %,9.0f flows/s",
                scoring ? "scoring" : "plain",
                taken.seconds(),
                flows / taken.seconds()));
      } finally {
        execute(hive, "DROP DATABASE " + Ddl.identifier(here.database()) + " CASCADE");
      }
    }
    say(
        String.format(
            Locale.ROOT,
            "{\"bench\":\"score-on-ingest\",\"flows\":%d,\"without_s\":%.2f,\"with_s\":%.2f,"
                + "\"ratio\":%.3f,\"scores\":%d}",
            flows,
            without,
            with,
            with / without,
            scores));
  }

  private static GeneratedFile generate(Assembly assembly, Path directory, long flows) {
    Instant start = Instant.now().minus(Duration.ofHours(1));
    return FlowGenerator.generate(
            new GeneratorSettings(
                new TrafficSettings(flows, flows, start, Duration.ofMinutes(50)),
                1,
                5,
                0,
                directory,
                assembly.config().tools().nfcapd()))
        .get(0);
  }

  private static double spotWay(
      Assembly assembly,
      Connection hive,
      HadoopTableFiles files,
      String database,
      String root,
      Path scratch,
      GeneratedFile warm,
      GeneratedFile timed)
      throws SQLException {
    SpotWay way = new SpotWay(hive, files, assembly.config().tools().nfdump(), root + "/flow_spot");
    way.createTable(database);
    way.ingest(warm.path(), scratch, Instant.now());
    long began = System.nanoTime();
    way.ingest(timed.path(), scratch, Instant.now());
    return seconds(began);
  }

  private Taken ours(
      Assembly assembly,
      Connection hive,
      HadoopTableFiles files,
      Place place,
      String scoring,
      GeneratedFile warm,
      GeneratedFile timed)
      throws SQLException, IOException {
    PipelineSettings pipeline = assembly.pipeline(PIPELINE);
    TableSpec flow = TableSpec.load("flow");
    TableLocations at = TableLocations.below(place.root(), flow);
    for (TableSpec table : List.of(flow, at.rejects(), at.scores().scores())) {
      execute(hive, Ddl.createTable(place.database(), table, files.uri(at.location(table.name()))));
    }
    String topic = "spot.bench-" + place.database();
    Path landing = place.scratch().resolve("landing");
    Files.createDirectories(landing);
    Map<String, String> environment = new HashMap<>();
    environment.put("SPOT_HIVE_DATABASE", place.database());
    environment.put("SPOT_TABLES_ROOT", place.root());
    environment.put("SPOT_ARCHIVE_ROOT", place.root() + "/archive");
    environment.put("SPOT_PIPELINES_FLOW_TOPIC", topic);
    environment.put("SPOT_PIPELINES_FLOW_COLLECTOR_LANDING", landing.toString());
    environment.put("SPOT_PIPELINES_FLOW_SCORE_ON_INGEST", scoring);
    environment.put("SPOT_CONF", spot.configFile().toString());
    Path command = assembly.installation().directory().resolve("bin/spot");
    try (Daemons daemons =
        Daemons.start(command, PIPELINE, environment, place.scratch().resolve("daemon"))) {
      // Both may be of the same minute, and so of one name.
      Path first = copy(warm, place.scratch().resolve("warm"));
      Path second = copy(timed, place.scratch().resolve("timed"));
      land(first, landing);
      await(daemons, hive, files, at, topic, pipeline.partitions(), warm.flows());
      long began = System.nanoTime();
      land(second, landing);
      long scores =
          await(
              daemons, hive, files, at, topic, pipeline.partitions(), warm.flows() + timed.flows());
      return new Taken(seconds(began), scores);
    }
  }

  private static Path copy(GeneratedFile file, Path directory) throws IOException {
    Files.createDirectories(directory);
    Path name = file.path().getFileName();
    return Files.copy(file.path(), directory.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
  }

  /** A rename of a file written long ago: complete at once. */
  private static void land(Path file, Path landing) throws IOException {
    Files.move(file, landing.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Until so many rows are committed, each of their files is in place, and Hive knows the
   * partition: from then on a query sees them.
   *
   * @return how many rows of scores are committed
   */
  private static long await(
      Daemons daemons,
      Connection hive,
      HadoopTableFiles files,
      TableLocations at,
      String topic,
      int partitions,
      long rows)
      throws SQLException {
    long deadline = System.nanoTime() + ARRIVAL.toNanos();
    while (true) {
      daemons.requireAlive();
      long committed = 0;
      long scores = 0;
      boolean published = true;
      for (int partition = 0; partition < partitions; partition++) {
        for (Manifest manifest :
            new CommitLog(files, at.rowsLocation(), topic + "-" + partition).load().manifests()) {
          committed += manifest.rows();
          for (DataFile file : manifest.files()) {
            published &= files.find(file.target()).isPresent();
            scores += file.table().equals(at.rows().name() + "_scores") ? file.rows() : 0;
          }
        }
      }
      if (committed == rows && published && knowsAPartition(hive)) {
        return scores;
      }
      if (System.nanoTime() > deadline) {
        throw new CommandFailedException(committed + " of " + rows + " rows arrived", null);
      }
      Pause.of(LOOK_EVERY);
    }
  }

  private static boolean knowsAPartition(Connection hive) throws SQLException {
    try (Statement statement = hive.createStatement();
        ResultSet partitions = statement.executeQuery("SHOW PARTITIONS flow")) {
      return partitions.next();
    }
  }

  private static void requireSameRows(Connection hive) throws SQLException {
    long ours = count(hive, "flow");
    long theirs = count(hive, "flow_spot");
    if (ours != theirs) {
      throw new CommandFailedException(
          "the tables differ: " + ours + " rows our way, " + theirs + " Spot's way", null);
    }
  }

  private static long count(Connection hive, String table) throws SQLException {
    try (Statement statement = hive.createStatement();
        ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + Ddl.identifier(table))) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void execute(Connection hive, String sql) throws SQLException {
    try (Statement statement = hive.createStatement()) {
      statement.execute(sql);
    }
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private void say(String line) {
    console.out().println(line);
    console.out().flush();
  }
}
