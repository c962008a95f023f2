package org.openspot.cli;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.openspot.cli.query.JsonFormat;
import org.openspot.cli.query.Query;
import org.openspot.cli.query.RowFormat;
import org.openspot.cli.rejects.HourWindow;
import org.openspot.cli.rejects.RejectsQuery;
import org.openspot.cli.rejects.RejectsText;
import org.openspot.parsers.Source;
import org.openspot.schema.TableSpec;
import org.openspot.store.hive.HiveConnections;
import org.openspot.store.hive.HiveErrors;
import org.openspot.store.hive.HiveSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code spot rejects}. */
@Command(
    name = "rejects",
    description = "Sum up the records that could not become rows, by reason, with one of each.",
    footer = {
      "",
      "Hours are those in which originals were captured, UTC. Needs Hive only. How to",
      "see more of them: SELECT … FROM flow_rejects, by spot query.",
      "Example: spot rejects --table proxy --from 2026-11-20 --to 2026-11-21T12"
    })
final class RejectsCommand implements Runnable {
  private static final Duration USUAL = Duration.ofHours(24);

  private final SpotCommand spot;
  private final Console console;

  @Spec private CommandSpec spec;

  @Option(
      names = "--pipeline",
      paramLabel = "NAME",
      description = "The table of this pipeline, which others may write to, too.")
  private String pipeline;

  @Option(
      names = "--table",
      paramLabel = "TABLE",
      description = "flow, dns or proxy (default: those of all pipelines).")
  private String table;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = HourArgument.class,
      description = "The first hour: 2026-11-21 or 2026-11-21T09 (default: 24 hours before --to).")
  private Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = HourArgument.class,
      description = "The end, not within (default: now).")
  private Instant to;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "The most reasons of a table, the most frequent first (20).")
  private int limit;

  @Option(names = "--json", description = "A JSON object for each reason, on a line.")
  private boolean json;

  RejectsCommand(SpotCommand spot, Console console) {
    this.spot = spot;
    this.console = console;
  }

  @Override
  public void run() {
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit must be 1 or more");
    }
    if (pipeline != null && table != null) {
      throw new ParameterException(spec.commandLine(), "either --pipeline or --table");
    }
    HourWindow window = window();
    try (Assembly assembly = new Assembly(spot.config().value(), spot.installation())) {
      List<TableSpec> tables = tables(assembly);
      HiveSettings settings = assembly.config().hive();
      try (Connection connection =
          new HiveConnections(spot.installation().hiveJdbc()).open(settings)) {
        for (TableSpec rejects : tables) {
          print(connection, settings.database(), rejects, window);
        }
      } catch (SQLException e) {
        throw new CommandFailedException(HiveErrors.line(e), e);
      }
    }
  }

  private HourWindow window() {
    Instant end = to == null ? Clock.systemUTC().instant() : to;
    try {
      HourWindow window = new HourWindow(from == null ? end.minus(USUAL) : from, end);
      // The hour that has begun counts as one.
      return from == null ? new HourWindow(window.to().minus(USUAL), window.to()) : window;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private List<TableSpec> tables(Assembly assembly) {
    List<Source> sources =
        pipeline == null
            ? assembly.sources()
            : List.of(assembly.source(assembly.pipeline(pipeline)));
    List<TableSpec> rejects =
        sources.stream()
            .map(Source::table)
            .filter(
                rows ->
                    table == null
                        || table.equals(rows.name())
                        || table.equals(rows.rejects().name()))
            .map(TableSpec::rejects)
            .toList();
    if (rejects.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "no pipeline of the configuration has a table of that name");
    }
    return rejects;
  }

  private void print(Connection connection, String database, TableSpec rejects, HourWindow window)
      throws SQLException {
    String sql = RejectsQuery.sql(database, rejects, window, limit);
    RowFormat format = json ? new JsonFormat(console.out()) : new RejectsText(console.out());
    if (!json) {
      console.out().println(rejects.name() + ", " + window.from() + " to " + window.to());
    }
    long reasons = new Query(connection, sql).run(format, console.out());
    console.out().flush();
    if (!json) {
      console
          .err()
          .println(
              reasons == 0
                  ? "No rejects"
                  : reasons == limit
                      ? limit + " reasons; there may be more: --limit"
                      : reasons == 1 ? "1 reason" : reasons + " reasons");
    }
  }
}
