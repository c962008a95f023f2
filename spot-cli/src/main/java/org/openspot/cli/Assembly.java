package org.openspot.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.openspot.archive.Archive;
import org.openspot.archive.ArchivedSchemas;
import org.openspot.archive.Hadoop;
import org.openspot.cli.config.PipelineSettings;
import org.openspot.cli.config.SpotConfig;
import org.openspot.cli.config.ToolSettings;
import org.openspot.cli.dissect.Candidate;
import org.openspot.cli.score.ScoreOnIngest;
import org.openspot.collector.Collector;
import org.openspot.collector.Feed;
import org.openspot.collector.KafkaChannel;
import org.openspot.core.error.ConfigException;
import org.openspot.core.identity.HostName;
import org.openspot.core.lifecycle.OwnScratch;
import org.openspot.parsers.Dissector;
import org.openspot.parsers.DissectorSettings;
import org.openspot.parsers.Source;
import org.openspot.parsers.csv.CsvDissector;
import org.openspot.schema.TableSpec;
import org.openspot.store.commit.CommitLog;
import org.openspot.store.commit.PartitionRegistrar;
import org.openspot.store.commit.ScoreLocations;
import org.openspot.store.commit.TableLocations;
import org.openspot.store.files.HadoopTableFiles;
import org.openspot.store.files.TableFiles;
import org.openspot.store.hive.HiveConnections;
import org.openspot.store.hive.HiveTables;
import org.openspot.store.swap.SwapLog;
import org.openspot.store.swap.SwapRegistrar;
import org.openspot.store.swap.Swaps;
import org.openspot.transport.event.ReleasedSchemas;
import org.openspot.transport.kafka.EventProducer;
import org.openspot.transport.kafka.Topics;
import org.openspot.worker.EventIngest;
import org.openspot.worker.Worker;
import org.openspot.worker.spark.SparkWorker;
import org.openspot.worker.spark.TaskParts;

/**
 * Wires the parts of one process by hand, from the configuration. Closing it closes what it opened,
 * last first. Used by one thread.
 */
final class Assembly implements AutoCloseable {
  private final SpotConfig config;
  private final Installation installation;
  private final Clock clock = Clock.systemUTC();
  private final Deque<Runnable> opened = new ArrayDeque<>();
  private OwnScratch scratch;

  Assembly(SpotConfig config, Installation installation) {
    this.config = config;
    this.installation = installation;
  }

  SpotConfig config() {
    return config;
  }

  Installation installation() {
    return installation;
  }

  /** The settings of a pipeline. */
  PipelineSettings pipeline(String name) {
    PipelineSettings pipeline = config.pipelines().get(name);
    if (pipeline == null) {
      throw new ConfigException(
          "no pipeline "
              + name
              + " in the configuration; there are: "
              + String.join(", ", new TreeMap<>(config.pipelines()).keySet()));
    }
    return pipeline;
  }

  /** The kind of file a pipeline takes. */
  Source source(PipelineSettings pipeline) {
    return Sources.of(pipeline.type());
  }

  /** The sources that the configured pipelines need, each once. */
  List<Source> sources() {
    return config.pipelines().values().stream().map(this::source).distinct().toList();
  }

  /** The source of a table or its rejects; of no name, all of them. */
  List<Source> sources(String tableName) {
    List<Source> all = sources();
    if (tableName == null) {
      return all;
    }
    List<Source> named =
        all.stream()
            .filter(
                source ->
                    locations(source.table()).all().stream()
                        .anyMatch(table -> table.name().equals(tableName)))
            .toList();
    if (named.isEmpty()) {
      throw ChosenTables.none(tableName, all.stream().map(Source::table));
    }
    return named;
  }

  /** The tables of the configured sources with that name; of no name, all of them. */
  List<ChosenTables> tables(String only) {
    return ChosenTables.named(
        only, sources().stream().map(source -> locations(source.table())).toList());
  }

  /** The swaps of a source's tables. */
  Swaps swaps(TableFiles files, TableLocations tables) {
    return new Swaps(
        files, new SwapLog(files, tables), hiveTables(), clock, config.tables().settle());
  }

  private PartitionRegistrar registrar(TableFiles files, TableLocations tables) {
    Swaps swaps = swaps(files, tables);
    return new SwapRegistrar(swaps.hive(), swaps);
  }

  /** Who this process is in logs of commits and swaps: {@code pid@host}. */
  static String processName() {
    return ProcessHandle.current().pid() + "@" + host();
  }

  /** Where a source's tables are. */
  TableLocations locations(TableSpec table) {
    return TableLocations.below(tablesRoot().getPath().replaceFirst("/+$", ""), table);
  }

  /** Where the tables of a source's scores are. */
  ScoreLocations scoreLocations(TableSpec table) {
    return ScoreLocations.below(tablesRoot().getPath().replaceFirst("/+$", ""), table);
  }

  /** The commit log of one partition of a pipeline's topic. */
  CommitLog commitLog(HadoopTableFiles files, PipelineSettings pipeline, int partition) {
    return new CommitLog(
        files,
        locations(source(pipeline).table()).rowsLocation(),
        pipeline.topic() + "-" + partition);
  }

  private URI tablesRoot() {
    URI base = URI.create(config.hadoop().defaultFs());
    return base.resolve(URI.create(config.tables().root()));
  }

  HadoopTableFiles tableFiles() {
    HadoopTableFiles files =
        HadoopTableFiles.open(tablesRoot(), Hadoop.properties(config.hadoop()));
    opened.push(files::close);
    return files;
  }

  HiveTables hiveTables() {
    List<TableSpec> all =
        sources().stream()
            .map(Source::table)
            .flatMap(table -> Stream.of(table, table.rejects(), table.scores(), table.reasons()))
            .toList();
    HiveTables tables =
        new HiveTables(new HiveConnections(installation.hiveJdbc()), config.hive(), all);
    opened.push(tables::close);
    return tables;
  }

  Topics topics() {
    Topics topics = new Topics(config.kafka());
    opened.push(topics::close);
    return topics;
  }

  Archive archive() {
    Archive archive = Archive.open(config.archive(), config.hadoop());
    opened.push(archive::close);
    return archive;
  }

  ArchivedSchemas schemas() {
    ArchivedSchemas schemas = new ArchivedSchemas(config.archive(), config.hadoop());
    opened.push(schemas::close);
    return schemas;
  }

  /** This process's own place for files in between. */
  Path scratch() {
    if (scratch == null) {
      scratch = OwnScratch.take(sharedScratch());
      opened.push(scratch::close);
    }
    return scratch.directory();
  }

  private Path sharedScratch() {
    return home().resolve("scratch");
  }

  /**
   * The dissector of a pipeline.
   *
   * @param scratch where it may keep files in between
   */
  private Dissector dissector(PipelineSettings pipeline, Path scratch) {
    ToolSettings tools = config.tools();
    return source(pipeline)
        .dissector(
            new DissectorSettings(
                new DissectorSettings.Tools(
                    tools.nfdump(), tools.tshark(), tools.editcap(), tools.user()),
                tools.timeout(),
                tools.memory().bytes(),
                scratch,
                pipeline.options()));
  }

  /** The dissector of a pipeline, for a process that may write to the daemons' home. */
  Dissector dissector(String name) {
    return dissector(pipeline(name), scratch());
  }

  /** A pipeline as one that may be a file's. */
  Candidate candidate(String name) {
    PipelineSettings pipeline = pipeline(name);
    // Whoever tries a file out may not write to the daemons' home, and most files need no scratch.
    Dissector dissector = dissector(pipeline, sharedScratch());
    return new Candidate(name, pipeline, source(pipeline).table(), dissector);
  }

  /** The consumer group whose offsets show how far the workers of a pipeline are. */
  static String group(String pipeline) {
    return "spot." + pipeline;
  }

  /** The collector of a pipeline. */
  Collector collector(String name, Consumer<RuntimeException> fatal) {
    PipelineSettings pipeline = pipeline(name);
    return collector(
        name,
        new Collector.Dependencies(
            source(pipeline),
            dissector(pipeline, scratch()),
            archive(),
            false,
            schemas(),
            channel(pipeline),
            fatal));
  }

  /**
   * The collector of a pipeline on a sensor, which has Kafka but no HDFS.
   *
   * @param converted whether CSV of the table lands, instead of what the pipeline's source reads
   */
  Collector edgeCollector(String name, boolean converted, Consumer<RuntimeException> fatal) {
    PipelineSettings pipeline = pipeline(name);
    Source source = source(pipeline);
    return collector(
        name,
        new Collector.Dependencies(
            source,
            converted ? new CsvDissector(source.table()) : dissector(pipeline, scratch()),
            Archive.onSensor(pipeline.collector().sensorDirectory(), host()),
            true,
            new ReleasedSchemas(),
            channel(pipeline),
            fatal));
  }

  private KafkaChannel channel(PipelineSettings pipeline) {
    return new KafkaChannel(topics(), producer(), pipeline.topic(), pipeline.partitions());
  }

  EventProducer producer() {
    EventProducer producer = new EventProducer(config.kafka());
    opened.push(producer::close);
    return producer;
  }

  private Collector collector(String name, Collector.Dependencies with) {
    return new Collector(pipeline(name).collector(), new Feed(name, host()), with, clock);
  }

  /** A worker of a pipeline. */
  Worker worker(
      String name, List<Integer> partitions, boolean acceptGap, Consumer<RuntimeException> fatal) {
    PipelineSettings pipeline = pipeline(name);
    TableLocations tables = locations(source(pipeline).table());
    HadoopTableFiles files = tableFiles();
    ScoreOnIngest scores = scores(name);
    scores.requireTable(this::hiveTables, tables.rows());
    return new Worker(
        new Worker.Binding(
            pipeline.topic(), partitions, group(name), processName(), scratch(), acceptGap),
        pipeline.worker(),
        new Worker.Dependencies(
            config.kafka(),
            files,
            tables,
            scores.derivations(),
            dissector(pipeline, scratch()),
            archive(),
            schemas(),
            registrar(files, tables),
            clock),
        fatal);
  }

  private ScoreOnIngest scores(String name) {
    return ScoreOnIngest.of(config, name, source(pipeline(name)).table());
  }

  /** What tasks of the pipeline's Spark worker share. */
  TaskParts.Opened taskParts(String name) {
    PipelineSettings pipeline = pipeline(name);
    TableLocations tables = locations(source(pipeline).table());
    Dissector dissector = dissector(pipeline, scratch());
    Archive archive = archive();
    ArchivedSchemas schemas = schemas();
    Path scratch = scratch();
    return new TaskParts.Opened(
        tableFiles(),
        tables,
        pipeline.worker(),
        scores(name).derivations(),
        task ->
            new EventIngest(
                new EventIngest.Dependencies(
                    tables.rows(), dissector, archive, schemas, scratch.resolve(task), clock)));
  }

  /** A worker of a pipeline on Spark. */
  SparkWorker sparkWorker(
      String name,
      List<Integer> partitions,
      boolean acceptGap,
      TaskParts parts,
      Consumer<RuntimeException> fatal) {
    // Tasks read the model where they run: what is wrong with it should be said here and now.
    scores(name).requireTable(this::hiveTables, source(pipeline(name)).table());
    return new SparkWorker(
        new SparkWorker.Binding(
            name, pipeline(name).topic(), partitions, group(name), processName(), acceptGap),
        config.spark(),
        new SparkWorker.Dependencies(
            config.kafka(),
            parts,
            registrar(tableFiles(), locations(source(pipeline(name)).table())),
            clock),
        fatal);
  }

  private Path home() {
    return config.home().toAbsolutePath().normalize();
  }

  /** Who gives this command, {@code user@host}. */
  static String user() {
    return System.getProperty("user.name") + "@" + host();
  }

  Instant now() {
    return clock.instant();
  }

  /** The name of this machine. */
  static String host() {
    return HostName.here();
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      opened.pop().run();
    }
  }
}
