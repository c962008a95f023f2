package org.openspot.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.openspot.archive.Archive;
import org.openspot.cli.upkeep.AuditText;
import org.openspot.parsers.Source;
import org.openspot.store.audit.ArchivedOriginal;
import org.openspot.store.audit.Audit;
import org.openspot.store.audit.AuditReport;
import org.openspot.store.files.TableFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spot audit}. */
@Command(
    name = "audit",
    description =
        "Compare the archive, the commit logs and the tables: is every record of every original"
            + " there, and there once?",
    footer = {
      "",
      "Status 0 if the books balance, 1 if anything is missing, twice, orphaned or damaged.",
      "With --from or --to only originals captured in that time are looked at. Times are UTC:",
      "2026-11-21, 2026-11-21T09 or 2026-11-21T09:30."
    })
final class AuditCommand implements Callable<Integer> {
  private final SpotCommand spot;
  private final Console console;

  @Option(names = "--table", paramLabel = "TABLE", description = "One table only, such as flow.")
  private String table;

  @Mixin private CaptureWindow window;

  @Option(
      names = "--grace",
      paramLabel = "DURATION",
      defaultValue = "1h",
      description =
          "How long an original may be in the archive before it must be committed; default:"
              + " ${DEFAULT-VALUE}.")
  private String grace;

  @Option(names = "--deep", description = "Read and count every row instead of trusting footers.")
  private boolean deep;

  @Option(names = "--json", description = "A JSON object for each table, on one line.")
  private boolean json;

  AuditCommand(SpotCommand spot, Console console) {
    this.spot = spot;
    this.console = console;
  }

  @Override
  public Integer call() {
    Duration graceTime = DurationOption.parse("--grace", grace);
    boolean balances = true;
    try (Assembly assembly = new Assembly(spot.config().value(), spot.installation())) {
      TableFiles files = assembly.tableFiles();
      Archive archive = assembly.archive();
      for (Source source : assembly.sources(table)) {
        Audit audit = new Audit(files, assembly.locations(source.table()));
        AuditReport report =
            audit.run(
                () -> originals(archive, source.type()),
                new Audit.Scope(window.isOpen(), window.from(), graceTime, deep),
                Clock.systemUTC().instant());
        if (json) {
          AuditText.json(report, console.out());
        } else {
          AuditText.text(report, console.out());
        }
        balances &= report.balances();
      }
    }
    return balances ? 0 : 1;
  }

  private List<ArchivedOriginal> originals(Archive archive, String type) {
    return archive.list(type, window.from(), window.to()).stream()
        .map(
            found ->
                new ArchivedOriginal(
                    found.fileId(), found.name(), found.uri(), found.size(), found.arrived()))
        .toList();
  }
}
