package org.openspot.cli;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.openspot.cli.config.TableSettings;
import org.openspot.cli.upkeep.AuditText;
import org.openspot.cli.upkeep.EachPartition;
import org.openspot.schema.TablePartition;
import org.openspot.schema.TableSpec;
import org.openspot.store.commit.PartitionRef;
import org.openspot.store.commit.TableLocations;
import org.openspot.store.files.TableFiles;
import org.openspot.store.swap.Compaction;
import org.openspot.store.swap.RewriteSettings;
import org.openspot.store.swap.Swap;
import org.openspot.store.swap.Swaps;
import org.openspot.store.swap.TablePartitions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code spot compact}. */
@Command(
    name = "compact",
    description = "Make few large files of the many small ones of hours that are over.",
    footer = {
      "",
      "Rows stay the same; a query sees the old files or the new. Old files are deleted by a later",
      "run, after tables.grace. Run it once an hour: see docs/operations.md.",
      "Status 1 if an hour had to be left as it is; the others are done all the same."
    })
final class CompactCommand implements Callable<Integer> {
  private static final long ROW_GROUP = 64L << 20;

  private final SpotCommand spot;
  private final Console console;

  @Option(names = "--table", paramLabel = "TABLE", description = "One table only, such as flow.")
  private String only;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = HourArgument.class,
      description = "Hours of records at or after this time.")
  private Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = HourArgument.class,
      description = "Hours before this time; default: tables.compact-after ago.")
  private Instant to;

  @Option(names = "--dry-run", description = "Say what would be done.")
  private boolean dryRun;

  @Option(names = "--json", description = "A JSON object for each hour, on one line.")
  private boolean json;

  private long compacted;

  CompactCommand(SpotCommand spot, Console console) {
    this.spot = spot;
    this.console = console;
  }

  @Override
  public Integer call() {
    EachPartition each = new EachPartition(console.err());
    long hours = 0;
    try (Assembly assembly = new Assembly(spot.config().value(), spot.installation())) {
      TableSettings settings = assembly.config().tables();
      TableFiles files = assembly.tableFiles();
      for (ChosenTables of : assembly.tables(only)) {
        TableLocations tables = of.locations();
        Swaps swaps = assembly.swaps(files, tables);
        Compaction compaction =
            new Compaction(
                files,
                tables,
                swaps,
                new RewriteSettings(settings.compactTo().bytes(), ROW_GROUP),
                Assembly.processName(),
                Clock.systemUTC());
        for (TableSpec table : of.chosen()) {
          for (PartitionRef partition : new TablePartitions(files, tables, swaps.log()).of(table)) {
            if (isIncluded(table, partition.partition(), settings)) {
              hours++;
              each.attempt(partition, () -> compact(compaction, partition));
            }
            if (!dryRun) {
              each.attempt(partition, () -> swaps.clean(partition, settings.grace()));
            }
          }
        }
      }
    }
    if (!json && compacted == 0 && each.allWell()) {
      console
          .err()
          .println(
              hours == 0
                  ? "nothing to compact: no hour of a table has been over for tables.compact-after"
                      + " (or is before --to)"
                  : "nothing to compact: " + hours + " hours have no small files to merge");
    }
    return each.allWell() ? 0 : 1;
  }

  private boolean isIncluded(TableSpec table, TablePartition partition, TableSettings settings) {
    Instant limit = to == null ? Clock.systemUTC().instant().minus(settings.compactAfter()) : to;
    return !table.end(partition).isAfter(limit)
        && (from == null || !partition.start().isBefore(from));
  }

  private void compact(Compaction compaction, PartitionRef partition) {
    Optional<Compaction.Plan> plan = compaction.plan(partition);
    if (plan.isEmpty()) {
      return;
    }
    if (dryRun) {
      compacted++;
      print(partition, plan.get(), plan.get().filesAfter());
      return;
    }
    Optional<Swap> swap = compaction.run(partition);
    if (swap.isPresent()) {
      compacted++;
      print(partition, plan.get(), swap.get().added().size());
    }
    console.out().flush();
  }

  private void print(PartitionRef partition, Compaction.Plan plan, long filesAfter) {
    if (json) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("table", partition.table());
      line.put("hour", partition.partition().start().toString());
      line.put("files_before", plan.filesBefore());
      line.put("files_after", filesAfter);
      line.put("rows", plan.rows());
      line.put("bytes_before", plan.bytes());
      line.put("done", !dryRun);
      AuditText.print(line, console.out());
    } else {
      console
          .out()
          .println(
              partition.table()
                  + " "
                  + partition.partition().start()
                  + ": "
                  + plan.filesBefore()
                  + " files "
                  + (dryRun ? "would become " : "became ")
                  + filesAfter
                  + " ("
                  + plan.rows()
                  + " rows)");
    }
  }
}
