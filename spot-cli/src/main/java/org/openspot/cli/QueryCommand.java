package org.openspot.cli;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.openspot.cli.query.OutputFormat;
import org.openspot.cli.query.Query;
import org.openspot.core.error.ConfigException;
import org.openspot.core.lifecycle.StopSignals;
import org.openspot.store.hive.HiveConnections;
import org.openspot.store.hive.HiveErrors;
import org.openspot.store.hive.HiveSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spot query}. */
@Command(
    name = "query",
    description = "Run one SQL statement in HiveServer2 and print its rows.",
    footer = {
      "",
      "How many rows there were, and how long it took, goes to standard error.",
      "Example: spot query 'SELECT sip, SUM(ibyt) FROM flow GROUP BY sip LIMIT 10'"
    })
final class QueryCommand implements Runnable {
  private static final int NO_SUCH_DATABASE = 10072;
  private static final int CANCEL_MILLIS = 3000;

  private final SpotCommand spot;
  private final Console console;

  @Parameters(index = "0", paramLabel = "SQL", description = "The statement.")
  private String sql;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv (RFC 4180) or json (an object on each line); default: table.")
  private OutputFormat format;

  QueryCommand(SpotCommand spot, Console console) {
    this.spot = spot;
    this.console = console;
  }

  @Override
  public void run() {
    if (sql.isBlank()) {
      throw new ConfigException("the statement is empty");
    }
    HiveSettings settings = spot.config().value().hive();
    HiveConnections hive = new HiveConnections(spot.installation().hiveJdbc());
    try (Connection connection = hive.open(settings)) {
      enterDatabase(connection, settings);
      run(new Query(connection, sql));
    } catch (SQLException e) {
      throw new CommandFailedException(HiveErrors.line(e), e);
    }
  }

  /** Before the tables are created there may be no database; SHOW DATABASES works all the same. */
  private void enterDatabase(Connection connection, HiveSettings settings) throws SQLException {
    try {
      HiveConnections.use(connection, settings);
    } catch (SQLException e) {
      if (e.getErrorCode() != NO_SUCH_DATABASE) {
        throw e;
      }
      console.err().println("There is no database " + settings.database() + " yet.");
    }
  }

  private void run(Query query) {
    long began = System.nanoTime();
    StopSignals.during(
        () -> cancel(query),
        () -> {
          try {
            long rows = query.run(format.on(console.out()), console.out());
            console.out().flush();
            if (!query.cancelled()) {
              double seconds = (System.nanoTime() - began) / 1e9;
              console
                  .err()
                  .println(String.format(Locale.ROOT, "%s in %.1f s", count(rows), seconds));
            }
          } catch (SQLException e) {
            if (!query.cancelled()) {
              throw new CommandFailedException(HiveErrors.line(e), e);
            }
          }
        });
    if (query.cancelled()) {
      throw new CommandFailedException("cancelled", null);
    }
  }

  /** HiveServer2 may take minutes to confirm: that is not the user's to wait for. */
  private void cancel(Query query) {
    Thread cancelling = new Thread(query::cancel, "cancel");
    cancelling.setDaemon(true);
    cancelling.start();
    try {
      cancelling.join(CANCEL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (cancelling.isAlive()) {
      console.err().println("spot: cancelled; HiveServer2 has not confirmed it");
      Runtime.getRuntime().halt(1);
    }
  }

  private static String count(long rows) {
    if (rows < 0) {
      return "Done";
    }
    return rows == 1 ? "1 row" : rows + " rows";
  }
}
