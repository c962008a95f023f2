package org.openspot.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.openspot.cli.check.Probe;
import org.openspot.cli.check.ToolProbe;
import org.openspot.cli.config.PipelineSettings;
import org.openspot.cli.config.SpotConfig;
import org.openspot.cli.config.ToolSettings;
import org.openspot.cli.score.ScoreOnIngest;
import org.openspot.core.error.DataException;
import org.openspot.parsers.Source;
import org.openspot.schema.TableSpec;
import org.openspot.store.commit.ScoreLocations;
import org.openspot.store.commit.TableLocations;
import org.openspot.store.files.HadoopTableFiles;
import org.openspot.store.files.RenameCheck;
import org.openspot.store.hive.HiveTables;
import org.openspot.transport.kafka.Topic;
import org.openspot.transport.kafka.Topics;

/** What {@code spot config check --connect} tries. */
final class Connections {
  private record NamedProbe(String name, Supplier<String> work) implements Probe {
    @Override
    public String run() {
      return work.get();
    }
  }

  private Connections() {}

  /** Everything the configuration names, one after the other. */
  static List<Probe> probes(SpotConfig config, Installation installation) {
    List<Probe> probes = new ArrayList<>(tools(config));
    probes.add(with("kafka", config, installation, Connections::kafka));
    probes.add(with("hdfs", config, installation, Connections::hdfs));
    probes.add(with("hive", config, installation, Connections::hive));
    for (String name : new TreeMap<>(config.pipelines()).keySet()) {
      if (!config.pipelines().get(name).scoreOnIngest().isEmpty()) {
        probes.add(with("scores", config, installation, assembly -> scores(assembly, name)));
      }
    }
    return probes;
  }

  /** What the pipelines' captures are read with, and what keeps that in bounds. */
  private static List<Probe> tools(SpotConfig config) {
    ToolSettings tools = config.tools();
    List<String> types =
        config.pipelines().values().stream().map(PipelineSettings::type).distinct().toList();
    List<Probe> probes = new ArrayList<>();
    if (types.contains("flow")) {
      probes.add(new ToolProbe("nfdump", tools.nfdump(), "-V"));
    }
    if (types.contains("dns")) {
      probes.add(new ToolProbe("tshark", tools.tshark(), "--version"));
      probes.add(new ToolProbe("editcap", tools.editcap(), "--version"));
    }
    if (!probes.isEmpty()) {
      probes.add(new ToolProbe("setpriv", "setpriv", "--version"));
      probes.add(new ToolProbe("prlimit", "prlimit", "--version"));
    }
    return probes;
  }

  private interface Trial {
    String on(Assembly assembly);
  }

  private static Probe with(
      String name, SpotConfig config, Installation installation, Trial trial) {
    return new NamedProbe(
        name,
        () -> {
          try (Assembly assembly = new Assembly(config, installation)) {
            return trial.on(assembly);
          }
        });
  }

  private static String kafka(Assembly assembly) {
    Topics topics = assembly.topics();
    List<String> found = new ArrayList<>();
    int brokers = topics.brokers();
    found.add(brokers == 1 ? "1 broker" : brokers + " brokers");
    for (Map.Entry<String, PipelineSettings> entry :
        new TreeMap<>(assembly.config().pipelines()).entrySet()) {
      String name = entry.getValue().topic();
      found.add(
          name
              + topics
                  .describe(name)
                  .map((Topic topic) -> ": " + topic.partitions() + " partitions")
                  .orElse(": not there yet, its collector makes it"));
    }
    return String.join("; ", found);
  }

  /** Writes, renames and deletes where the daemons will. */
  private static String hdfs(Assembly assembly) {
    HadoopTableFiles files = assembly.tableFiles();
    List<String> places = new ArrayList<>();
    places.add(assembly.config().archive().root());
    for (Source source : assembly.sources()) {
      places.add(assembly.locations(source.table()).rowsLocation());
    }
    places.forEach(place -> RenameCheck.run(files, place));
    return "can write to " + String.join(" and ", places);
  }

  private static String hive(Assembly assembly) {
    HadoopTableFiles files = assembly.tableFiles();
    HiveTables hive = assembly.hiveTables();
    List<String> found = new ArrayList<>();
    for (Source source : assembly.sources()) {
      TableLocations at = assembly.locations(source.table());
      found.add(table(hive, at.rows(), files.uri(at.rowsLocation())));
      found.add(table(hive, at.rejects(), files.uri(at.rejectsLocation())));
    }
    hive.ping();
    return found.isEmpty()
        ? "answers; no pipeline needs a table"
        : "tables " + String.join(", ", found);
  }

  private static String scores(Assembly assembly, String name) {
    TableSpec table = assembly.source(assembly.pipeline(name)).table();
    double threshold = ScoreOnIngest.of(assembly.config(), name, table).threshold().orElseThrow();
    ScoreLocations at = assembly.scoreLocations(table);
    String found =
        table(assembly.hiveTables(), at.scores(), assembly.tableFiles().uri(at.scoresLocation()));
    return "pipeline " + name + ": scores up to " + threshold + " go to table " + found;
  }

  private static String table(HiveTables hive, TableSpec table, String location) {
    if (!hive.exists(table)) {
      throw new DataException(
          "no table " + table + " in database " + hive.database() + ": run spot tables create");
    }
    List<String> differences = hive.differences(table, location);
    if (!differences.isEmpty()) {
      throw new DataException("table " + table + " " + String.join(", ", differences));
    }
    return table.name();
  }
}
