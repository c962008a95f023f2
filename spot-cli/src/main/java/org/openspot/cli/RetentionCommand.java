package org.openspot.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.openspot.archive.Archive;
import org.openspot.cli.upkeep.EachPartition;
import org.openspot.cli.upkeep.ExpiredOriginals;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.RetriableException;
import org.openspot.parsers.Source;
import org.openspot.schema.TableSpec;
import org.openspot.store.audit.IngestedOriginals;
import org.openspot.store.commit.PartitionRef;
import org.openspot.store.commit.TableLocations;
import org.openspot.store.files.TableFiles;
import org.openspot.store.replay.ReplayLog;
import org.openspot.store.swap.Retention;
import org.openspot.store.swap.Swap;
import org.openspot.store.swap.Swaps;
import org.openspot.store.swap.TablePartitions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code spot retention}. */
@Command(
    name = "retention",
    description =
        "Take rows and originals out that are older than tables.retention and archive.retention.",
    footer = {
      "",
      "Age counts from the time of capture, or from when it came if that was later. Files of a",
      "table are deleted by a later run, after tables.grace. An original of which records are not",
      "in the table or the rejects stays, whatever its age. With --table originals stay.",
      "Status 1 if an hour had to be left as it is; the others are done all the same."
    })
final class RetentionCommand implements Callable<Integer> {
  private final SpotCommand spot;
  private final Console console;

  @Option(names = "--table", paramLabel = "TABLE", description = "One table only, such as flow.")
  private String only;

  @Option(names = "--dry-run", description = "Say what would be done.")
  private boolean dryRun;

  private boolean told;

  RetentionCommand(SpotCommand spot, Console console) {
    this.spot = spot;
    this.console = console;
  }

  @Override
  public Integer call() {
    EachPartition each = new EachPartition(console.err());
    int limits = 0;
    try (Assembly assembly = new Assembly(spot.config().value(), spot.installation())) {
      requireKnown(assembly);
      TableFiles files = assembly.tableFiles();
      for (ChosenTables of : assembly.tables(only)) {
        for (TableSpec table : of.chosen()) {
          Optional<Duration> age = assembly.config().tables().retention(table.name());
          if (age.isPresent()) {
            limits++;
            retire(assembly, files, of.locations(), table, age.get(), each);
          }
        }
      }
      Duration kept = assembly.config().archive().retention();
      if (only == null && !kept.isZero()) {
        limits++;
        for (Source source : assembly.sources()) {
          TableLocations tables = assembly.locations(source.table());
          removeOriginals(assembly.archive(), source, new IngestedOriginals(files, tables), kept);
        }
      }
    }
    if (each.allWell()) {
      tellNothing(limits);
    }
    return each.allWell() ? 0 : 1;
  }

  /** A name in the configuration that is no table's would be kept for ever, and nobody told. */
  private static void requireKnown(Assembly assembly) {
    List<String> known =
        assembly.tables(null).stream()
            .flatMap(of -> of.chosen().stream())
            .map(TableSpec::name)
            .toList();
    for (String name : assembly.config().tables().retention().keySet()) {
      if (!known.contains(name)) {
        throw new ConfigException(
            "tables.retention: no table "
                + name
                + " of a configured pipeline; there are: "
                + String.join(", ", known));
      }
    }
  }

  private void tellNothing(int limits) {
    if (limits == 0) {
      console
          .err()
          .println(
              only == null
                  ? "nothing to do: neither tables.retention nor archive.retention is set"
                  : "nothing to do: tables.retention does not name " + only);
    } else if (!told) {
      console.err().println("nothing is old enough to go");
    }
  }

  /** A replay puts back whole originals: nothing of them may go while it does. */
  private static void requireNoReplay(TableFiles files, TableLocations tables) {
    new ReplayLog(files, tables.rowsLocation())
        .unfinished()
        .ifPresent(
            replay -> {
              String table = tables.rows().name();
              throw new RetriableException(
                  "replay "
                      + replay.number()
                      + " of "
                      + table
                      + " by "
                      + replay.by()
                      + " is not finished: wait for it, or finish it with spot replay --table "
                      + table
                      + " --resume",
                  null);
            });
  }

  private void retire(
      Assembly assembly,
      TableFiles files,
      TableLocations tables,
      TableSpec table,
      Duration age,
      EachPartition each) {
    Swaps swaps = assembly.swaps(files, tables);
    Retention retention = new Retention(files, swaps, Assembly.processName(), Clock.systemUTC());
    for (PartitionRef partition : new TablePartitions(files, tables, swaps.log()).of(table)) {
      if (retention.isDue(table, partition.partition(), age)) {
        // Each time anew: this may take hours, and a replay may have begun.
        requireNoReplay(files, tables);
        each.attempt(partition, () -> retire(retention, partition, age));
      }
      if (!dryRun) {
        each.attempt(partition, () -> swaps.clean(partition, assembly.config().tables().grace()));
      }
    }
  }

  private void retire(Retention retention, PartitionRef partition, Duration age) {
    List<Swap.SwappedFile> gone =
        dryRun ? retention.plan(partition, age) : retention.run(partition, age);
    print(partition, gone.size());
  }

  private void print(PartitionRef partition, int count) {
    if (count == 0) {
      return;
    }
    told = true;
    console
        .out()
        .println(
            partition.table()
                + " "
                + partition.partition().start()
                + ": "
                + count
                + " files "
                + (dryRun ? "would be taken out" : "taken out"));
    console.out().flush();
  }

  private void removeOriginals(
      Archive archive, Source source, IngestedOriginals ingested, Duration kept) {
    Instant limit = Clock.systemUTC().instant().minus(kept);
    ExpiredOriginals expired =
        ExpiredOriginals.of(archive.list(source.type(), Instant.EPOCH, limit), ingested, limit);
    for (String uri : expired.kept()) {
      console.err().println("kept, not every record of it is ingested: " + uri);
    }
    if (!dryRun) {
      expired.removable().forEach(archive::remove);
    }
    int removed = expired.removable().size();
    int stay = expired.kept().size();
    if (removed + stay > 0) {
      told = true;
      console
          .out()
          .println(
              source.type()
                  + " archive: "
                  + removed
                  + (dryRun ? " originals would be deleted, " : " originals deleted, ")
                  + stay
                  + " kept for what is not ingested of them");
    }
  }
}
