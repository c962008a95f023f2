package org.openspot.cli;

import java.util.Collection;
import java.util.List;
import org.openspot.parsers.Source;
import org.openspot.schema.Ddl;
import org.openspot.schema.TableSpec;
import org.openspot.store.commit.PartitionRef;
import org.openspot.store.commit.ScoreLocations;
import org.openspot.store.commit.TableLocations;
import org.openspot.store.files.HadoopTableFiles;
import org.openspot.store.files.RenameCheck;
import org.openspot.store.hive.HiveTables;
import org.openspot.store.swap.SwapRegistrar;
import org.openspot.store.swap.Swaps;
import org.openspot.store.swap.TablePartitions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code spot tables}. */
@Command(name = "tables", description = "Make the Hive tables, or show how they are made.")
final class TablesCommand implements Runnable {
  private final SpotCommand spot;
  private final Console console;

  @Spec private CommandSpec spec;

  TablesCommand(SpotCommand spot, Console console) {
    this.spot = spot;
    this.console = console;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "create, repair or show is missing");
  }

  @Command(
      mixinStandardHelpOptions = true,
      name = "create",
      description =
          "Make the database and the tables of the configured pipelines unless they are there, and"
              + " compare those that are.")
  int create() {
    try (Assembly assembly = new Assembly(spot.config().value(), spot.installation())) {
      HadoopTableFiles files = assembly.tableFiles();
      HiveTables hive = assembly.hiveTables();
      hive.createDatabase();
      boolean good = true;
      for (Source source : assembly.sources()) {
        TableLocations at = assembly.locations(source.table());
        RenameCheck.run(files, at.rowsLocation());
        good &= create(hive, at.rows(), files.uri(at.rowsLocation()));
        good &= create(hive, at.rejects(), files.uri(at.rejectsLocation()));
        ScoreLocations scores = assembly.scoreLocations(source.table());
        good &= create(hive, scores.scores(), files.uri(scores.scoresLocation()));
        good &= create(hive, scores.reasons(), files.uri(scores.reasonsLocation()));
      }
      return good ? 0 : 1;
    }
  }

  private boolean create(HiveTables hive, TableSpec table, String location) {
    List<String> differences = hive.create(table, location);
    console.out().println((differences.isEmpty() ? "ok       " : "DIFFERS  ") + table.name());
    differences.forEach(line -> console.out().println("         " + line));
    return differences.isEmpty();
  }

  @Command(
      mixinStandardHelpOptions = true,
      name = "repair",
      description =
          "Tell Hive every partition of the tables and where its files are now: after its metastore"
              + " was lost or restored from a copy.")
  void repair() {
    try (Assembly assembly = new Assembly(spot.config().value(), spot.installation())) {
      HadoopTableFiles files = assembly.tableFiles();
      for (ChosenTables of : assembly.tables(null)) {
        Swaps swaps = assembly.swaps(files, of.locations());
        SwapRegistrar registrar = new SwapRegistrar(swaps.hive(), swaps);
        TablePartitions partitions = new TablePartitions(files, of.locations(), swaps.log());
        for (TableSpec table : of.chosen()) {
          Collection<PartitionRef> found = partitions.of(table);
          registrar.register(found);
          console.out().println(table.name() + ": Hive was told " + found.size() + " partitions");
          console.out().flush();
        }
      }
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      name = "show",
      description = "Print the DDL of the tables of the configured pipelines.")
  void show() {
    try (Assembly assembly = new Assembly(spot.config().value(), spot.installation())) {
      String database = assembly.config().hive().database();
      HadoopTableFiles files = assembly.tableFiles();
      for (Source source : assembly.sources()) {
        TableLocations at = assembly.locations(source.table());
        print(database, at.rows(), files.uri(at.rowsLocation()));
        print(database, at.rejects(), files.uri(at.rejectsLocation()));
        ScoreLocations scores = assembly.scoreLocations(source.table());
        print(database, scores.scores(), files.uri(scores.scoresLocation()));
        print(database, scores.reasons(), files.uri(scores.reasonsLocation()));
      }
    }
  }

  private void print(String database, TableSpec table, String location) {
    console.out().println(Ddl.createTable(database, table, location) + ";");
    console.out().println();
  }
}
