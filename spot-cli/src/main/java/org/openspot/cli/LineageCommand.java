package org.openspot.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openspot.cli.upkeep.AuditText;
import org.openspot.parsers.Source;
import org.openspot.schema.TableSpec;
import org.openspot.store.commit.PartitionRef;
import org.openspot.store.commit.TableLocations;
import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles;
import org.openspot.store.lineage.Lineage;
import org.openspot.store.lineage.OriginBlock;
import org.openspot.store.parquet.TableFile;
import org.openspot.store.swap.SwapLog;
import org.openspot.store.swap.Swaps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code spot lineage}. */
@Command(
    name = "lineage",
    description = "Show from which originals the rows of a file or an hour of a table came.",
    footer = {
      "",
      "A file is a path in HDFS, as Hive's INPUT__FILE__NAME has it. An hour is a table partition:",
      "  spot lineage flow/y=2026/m=11/d=21/h=9"
    })
final class LineageCommand implements Runnable {
  private final SpotCommand spot;
  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "FILE-OR-PARTITION",
      description = "A table file, or <table>/<partition>.")
  private String what;

  @Option(names = "--json", description = "A JSON object for each block of rows, on one line.")
  private boolean json;

  LineageCommand(SpotCommand spot, Console console) {
    this.spot = spot;
    this.console = console;
  }

  @Override
  public void run() {
    try (Assembly assembly = new Assembly(spot.config().value(), spot.installation())) {
      TableFiles files = assembly.tableFiles();
      for (StoredFile file : find(assembly, files)) {
        print(TableFile.of(files, file));
      }
    }
  }

  private List<StoredFile> find(Assembly assembly, TableFiles files) {
    for (Source source : assembly.sources()) {
      TableLocations tables = assembly.locations(source.table());
      for (TableSpec table : tables.all()) {
        if (what.startsWith(table.name() + "/")) {
          Optional<PartitionRef> partition =
              table
                  .partitionInAnySpelling(
                      what.substring(table.name().length() + 1).replaceFirst("/+$", ""))
                  .map(hour -> new PartitionRef(table.name(), hour));
          if (partition.isPresent()) {
            String directory = new SwapLog(files, tables).of(partition.get()).current();
            List<StoredFile> found =
                files.list(directory).stream().filter(Swaps::isVisible).toList();
            if (found.isEmpty()) {
              throw new CommandFailedException("no file is in " + what, null);
            }
            return found;
          }
        }
      }
    }
    String path = what.replaceFirst("^[a-z0-9]+://[^/]*", "");
    if (!path.startsWith("/")) {
      throw new ParameterException(
          spec.commandLine(),
          what
              + " is neither the absolute path of a file in HDFS nor an hour of a table, such as"
              + " flow/y=2026/m=11/d=21/h=9");
    }
    return List.of(
        files
            .find(path)
            .filter(found -> !found.directory())
            .orElseThrow(
                () ->
                    new CommandFailedException(
                        path + " is not there; a compaction may have replaced it", null)));
  }

  private void print(TableFile file) {
    Optional<Lineage> lineage = file.footer().lineage();
    if (lineage.isEmpty()) {
      console.err().println(file.path() + ": OpenSpot did not write it; its footer names nothing");
      return;
    }
    if (!json) {
      console.out().println(file.path());
    }
    for (OriginBlock block : lineage.get().blocks()) {
      if (json) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("path", file.path());
        line.put("original", block.origin().name());
        line.put("file_id", block.origin().file().toString());
        line.put("archive_uri", block.origin().archiveUri());
        line.put("from", block.records().from());
        line.put("to", block.records().to());
        line.put("rows", block.rows());
        AuditText.print(line, console.out());
      } else {
        console
            .out()
            .println(
                "  "
                    + block.rows()
                    + " rows of records "
                    + block.records()
                    + " of "
                    + block.origin().name().replaceAll("\\p{Cntrl}", "?")
                    + "  "
                    + (block.origin().archiveUri() == null
                        ? "(from a sensor without an archive)"
                        : block.origin().archiveUri()));
      }
    }
  }
}
