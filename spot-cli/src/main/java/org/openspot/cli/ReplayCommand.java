package org.openspot.cli;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openspot.archive.Archive;
import org.openspot.cli.upkeep.ArchivedReplay;
import org.openspot.core.error.ConfigException;
import org.openspot.parsers.Source;
import org.openspot.store.audit.IngestedOriginals;
import org.openspot.store.commit.TableLocations;
import org.openspot.store.files.TableFiles;
import org.openspot.store.replay.Replay;
import org.openspot.store.replay.ReplaySource;
import org.openspot.store.replay.Replayer;
import org.openspot.store.swap.RewriteSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code spot replay}. */
@Command(
    name = "replay",
    description =
        "Dissect archived originals again with today's dissector, and put the rows in place of"
            + " those that are there.",
    footer = {
      "",
      "Times are those of capture, UTC: 2026-11-21, 2026-11-21T09 or 2026-11-21T09:30; whole hours",
      "are taken. Originals that workers are at, or that have dead letters, are left alone.",
      "A query sees the old rows or the new, hour by hour. Old files are deleted by spot compact."
    })
final class ReplayCommand implements Runnable {
  private static final long ROW_GROUP = 32L << 20;

  private final SpotCommand spot;
  private final Console console;

  @Spec private CommandSpec spec;

  @Option(
      names = "--table",
      paramLabel = "TABLE",
      required = true,
      description = "The table, such as flow; its rejects are replayed with it.")
  private String table;

  @Option(
      names = "--pipeline",
      paramLabel = "NAME",
      description =
          "The pipeline with whose options originals are dissected, where several fill the table.")
  private String pipeline;

  @Mixin private CaptureWindow window;

  @Option(names = "--dry-run", description = "Say which originals would be dissected again.")
  private boolean dryRun;

  @Option(names = "--resume", description = "Finish a replay that was interrupted.")
  private boolean resume;

  ReplayCommand(SpotCommand spot, Console console) {
    this.spot = spot;
    this.console = console;
  }

  @Override
  public void run() {
    if (!resume && !window.isClosed()) {
      throw new ParameterException(spec.commandLine(), "--from and --to, or --resume, are missing");
    }
    try (Assembly assembly = new Assembly(spot.config().value(), spot.installation())) {
      Source source = assembly.sources(table).get(0);
      TableFiles files = assembly.tableFiles();
      TableLocations tables = assembly.locations(source.table());
      Replayer replayer =
          new Replayer(
              new Replayer.Dependencies(
                  files,
                  tables,
                  new IngestedOriginals(files, tables),
                  assembly.swaps(files, tables),
                  new RewriteSettings(assembly.config().tables().compactTo().bytes(), ROW_GROUP),
                  Assembly.processName(),
                  Clock.systemUTC()));
      if (resume) {
        report(replayer.resume());
      } else {
        replay(assembly, source, replayer);
      }
    }
  }

  private void report(Optional<Replay> resumed) {
    console
        .out()
        .println(
            resumed
                .map(replay -> "replay " + replay.number() + " is in place now")
                .orElse("no replay was interrupted"));
  }

  private void replay(Assembly assembly, Source source, Replayer replayer) {
    Archive archive = assembly.archive();
    ArchivedReplay originals =
        new ArchivedReplay(
            archive,
            assembly.dissector(pipelineOf(assembly, source)),
            assembly.scratch(),
            console.err());
    List<ReplaySource.Candidate> listed = originals.list(source.type(), window.from(), window.to());
    if (dryRun) {
      List<String> skipped = new ArrayList<>();
      List<ReplaySource.Candidate> chosen = replayer.replayable(listed, skipped);
      chosen.forEach(one -> console.out().println("would dissect again: " + printable(one)));
      skipped.forEach(line -> console.err().println("left alone: " + line));
      console
          .err()
          .println(
              chosen.size()
                  + " of "
                  + listed.size()
                  + " originals of these hours would be dissected again");
      return;
    }
    Replayer.Outcome outcome = replayer.run(listed, window.from(), window.to(), originals);
    outcome.skipped().forEach(line -> console.err().println("left alone: " + line));
    console
        .out()
        .println(
            outcome
                .replay()
                .map(
                    replay ->
                        "replayed "
                            + replay.originals()
                            + " originals into "
                            + replay.partitions().size()
                            + " hours of the table and its rejects")
                .orElse("nothing to replay"));
  }

  private static String printable(ReplaySource.Candidate original) {
    return original.origin().name().replaceAll("\\p{Cntrl}", "?")
        + "  "
        + original.origin().archiveUri();
  }

  private String pipelineOf(Assembly assembly, Source source) {
    if (pipeline != null) {
      if (!assembly.source(assembly.pipeline(pipeline)).type().equals(source.type())) {
        throw new ConfigException("pipeline " + pipeline + " does not fill table " + table);
      }
      return pipeline;
    }
    List<String> names =
        assembly.config().pipelines().keySet().stream()
            .filter(name -> assembly.pipeline(name).type().equals(source.type()))
            .sorted()
            .toList();
    if (names.size() > 1) {
      throw new ConfigException(
          "several pipelines fill table " + table + ", say one with --pipeline: " + names);
    }
    return names.get(0);
  }
}
