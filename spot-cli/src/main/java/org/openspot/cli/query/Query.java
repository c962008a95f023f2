package org.openspot.cli.query;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** One statement, from the server to the reader, a page in memory at most. */
public final class Query {
  private static final int FETCH_ROWS = 1000;

  private final Connection connection;
  private final String sql;
  private final AtomicReference<Statement> running = new AtomicReference<>();
  private volatile boolean cancelled;

  /** A statement to run; a semicolon at its end is not part of it. */
  public Query(Connection connection, String sql) {
    this.connection = connection;
    this.sql = sql.strip().replaceFirst("[;\\s]+$", "");
  }

  /**
   * Runs it and writes its rows.
   *
   * @return how many rows; -1 for a statement that answers with none
   * @throws SQLException if the server refuses or fails, or it was cancelled
   */
  public long run(RowFormat format, PrintWriter out) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH_ROWS);
      running.set(statement);
      if (cancelled || !statement.execute(sql)) {
        return -1;
      }
      try (ResultSet rows = statement.getResultSet()) {
        return write(rows, format, out);
      }
    } finally {
      running.set(null);
    }
  }

  /** Ends it early, from another thread. */
  public void cancel() {
    cancelled = true;
    Statement statement = running.get();
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        // It ended by itself, or the connection did: either way it no longer runs for us.
      }
    }
  }

  public boolean cancelled() {
    return cancelled;
  }

  private long write(ResultSet rows, RowFormat format, PrintWriter out) throws SQLException {
    List<ResultColumn> columns = ResultColumn.of(rows.getMetaData());
    format.begin(columns);
    Object[] values = new Object[columns.size()];
    long count = 0;
    while (!cancelled && rows.next()) {
      for (int i = 0; i < values.length; i++) {
        values[i] = rows.getObject(i + 1);
      }
      format.row(Arrays.asList(values));
      count++;
      // Whoever reads may have gone: checkError also flushes.
      if (count % FETCH_ROWS == 0 && out.checkError()) {
        cancelled = true;
      }
    }
    format.end();
    return count;
  }
}
