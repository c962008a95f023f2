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

  BenchCommand(SpotCommand spot, Console console) {
    this.spot = spot;
    this.console = console;
  }

  @Override
  public void run() {
    SpotConfig config = spot.config().value();
    new LocalStack(config.stack().stack(config.home(), spot.installation().stack())).up(line -> {});
    try (Assembly assembly = new Assembly(config, spot.installation());
        Connection hive = new HiveConnections(spot.installation().hiveJdbc()).open(config.hive())) {
      run(assembly, hive);
    } catch (SQLException e) {
      throw new CommandFailedException(HiveErrors.line(e), e);
    } catch (IOException e) {
      throw new RetriableException("the benchmark's files: " + e.getMessage(), e);
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
    execute(hive, Ddl.createDatabase(database));
    try {
      execute(hive, "USE " + Ddl.identifier(database));
      double spotWay = spotWay(assembly, hive, files, database, root, directory, warm, timed);
      say(
          String.format(
              Locale.ROOT, "Spot's way  %6.1f s  %,9.0f flows/s", spotWay, flows / spotWay));
      double ours = ours(assembly, hive, files, database, root, directory, warm, timed);
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

  private double ours(
      Assembly assembly,
      Connection hive,
      HadoopTableFiles files,
      String database,
      String root,
      Path scratch,
      GeneratedFile warm,
      GeneratedFile timed)
      throws SQLException, IOException {
    PipelineSettings pipeline = assembly.pipeline(PIPELINE);
    TableSpec flow = TableSpec.load("flow");
    TableLocations at = TableLocations.below(root, flow);
    execute(hive, Ddl.createTable(database, flow, files.uri(at.rowsLocation())));
    execute(hive, Ddl.createTable(database, at.rejects(), files.uri(at.rejectsLocation())));
    String topic = "spot.bench-" + Path.of(root).getFileName();
    Path landing = scratch.resolve("landing");
    Files.createDirectories(landing);
    Map<String, String> environment = new HashMap<>();
    environment.put("SPOT_HIVE_DATABASE", database);
    environment.put("SPOT_TABLES_ROOT", root);
    environment.put("SPOT_ARCHIVE_ROOT", root + "/archive");
    environment.put("SPOT_PIPELINES_FLOW_TOPIC", topic);
    environment.put("SPOT_PIPELINES_FLOW_COLLECTOR_LANDING", landing.toString());
    environment.put("SPOT_CONF", spot.configFile().toString());
    Path command = assembly.installation().directory().resolve("bin/spot");
    try (Daemons daemons =
        Daemons.start(command, PIPELINE, environment, scratch.resolve("daemon"))) {
      land(warm, landing);
      await(daemons, hive, files, at, topic, pipeline.partitions(), warm.flows());
      long began = System.nanoTime();
      land(timed, landing);
      await(daemons, hive, files, at, topic, pipeline.partitions(), warm.flows() + timed.flows());
      return seconds(began);
    }
  }

  /** A rename of a file written long ago: complete at once. */
  private static void land(GeneratedFile file, Path landing) throws IOException {
    Files.move(
        file.path(), landing.resolve(file.path().getFileName()), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Until so many rows are committed, each of their files is in place, and Hive knows the
   * partition: from then on a query sees them.
   */
  private static void await(
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
      boolean published = true;
      for (int partition = 0; partition < partitions; partition++) {
        for (Manifest manifest :
            new CommitLog(files, at.rowsLocation(), topic + "-" + partition).load().manifests()) {
          committed += manifest.rows();
          for (DataFile file : manifest.files()) {
            published &= files.find(file.target()).isPresent();
          }
        }
      }
      if (committed == rows && published && knowsAPartition(hive)) {
        return;
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
