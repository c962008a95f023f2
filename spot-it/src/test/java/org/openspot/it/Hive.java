package org.openspot.it;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.openspot.schema.TableSpec;
import org.openspot.stack.StackConfig;
import org.openspot.store.hive.HiveConnections;
import org.openspot.store.hive.HiveSettings;
import org.openspot.store.hive.HiveTables;

/** HiveServer2 as an analyst's tool sees it. */
final class Hive {
  private static final int COLUMNS = 32;
  private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock(true);

  private final StackConfig stack;
  private final HiveConnections connections;

  Hive(StackConfig stack, Path driver) {
    this.stack = stack;
    this.connections = new HiveConnections(driver);
  }

  /** Makes the tables of a site as {@code spot tables create} does, without a process for it. */
  void createTables(Site site) {
    if (site.types().isEmpty()) {
      throw new IllegalStateException("the pipelines come first: they say which tables");
    }
    List<TableSpec> all = new ArrayList<>();
    for (String type : site.types()) {
      all.add(TableSpec.load(type));
      all.add(TableSpec.load(type).rejects());
    }
    HiveTables tables = new HiveTables(connections, settings(site.name()), all);
    tables.createDatabase();
    for (TableSpec table : all) {
      String name = table.name();
      String source = name.replace("_rejects", "");
      String root = stack.hdfsUri() + "/it/" + site.name() + "/" + source;
      tables.create(table, root + (name.equals(source) ? "/hive" : "/rejects"));
    }
    tables.close();
  }

  /** Every row of a database's flow table. Read without a query plan, so it does not take long. */
  Rows rows(String database) {
    return query(
        "SELECT * FROM " + database + ".flow",
        result -> {
          Rows rows = new Rows();
          while (result.next()) {
            rows.add(row(result));
          }
          return rows;
        });
  }

  /** Every row of a table, all columns as Hive prints them. */
  Rows text(String table) {
    return query(
        "SELECT * FROM " + table,
        result -> {
          Rows rows = new Rows();
          int columns = result.getMetaData().getColumnCount();
          while (result.next()) {
            StringBuilder row = new StringBuilder();
            for (int column = 1; column <= columns; column++) {
              row.append(column == 1 ? "" : "|").append(result.getString(column));
            }
            rows.add(row.toString());
          }
          return rows;
        });
  }

  private static String row(ResultSet result) throws SQLException {
    StringBuilder row = new StringBuilder();
    for (int column = 1; column <= COLUMNS; column++) {
      row.append(column == 1 ? "" : "|");
      if (column == 9) {
        row.append(Math.round(result.getDouble(column) * 1000));
      } else {
        row.append(result.getString(column));
      }
    }
    return row.toString();
  }

  /**
   * How many rows there are.
   *
   * @param from a table, and a condition: they are fetched and counted here, a tenth of the work of
   *     a query with a plan
   */
  long count(String from) {
    return query(
        "SELECT 1 FROM " + from,
        result -> {
          long rows = 0;
          while (result.next()) {
            rows++;
          }
          return rows;
        });
  }

  /** The single number that a statement gives. */
  long number(String sql) {
    return query(
        sql,
        result -> {
          result.next();
          return result.getLong(1);
        });
  }

  /** Opens a session and closes it again; whether it was valid in between. */
  boolean session() {
    try (Connection connection = connections.open(settings("default"))) {
      return connection.isValid(30);
    } catch (SQLException e) {
      throw new IllegalStateException("a session of Hive: " + e.getMessage(), e);
    }
  }

  /** Runs a statement that gives no rows. */
  void execute(String sql) {
    try (Connection connection = connections.open(settings("default"));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql + ": " + e.getMessage(), e);
    }
  }

  /** Runs a query. */
  <T> T query(String sql, Reading<T> reading) {
    // Tez in local mode runs all queries in one process, and now and then looks for the files of
    // one in the plan of another ("Invalid input path").
    ONE_AT_A_TIME.lock();
    try (Connection connection = connections.open(settings("default"));
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return reading.of(result);
    } catch (SQLException e) {
      throw new IllegalStateException(sql + ": " + e.getMessage(), e);
    } finally {
      ONE_AT_A_TIME.unlock();
    }
  }

  private HiveSettings settings(String database) {
    return new HiveSettings(stack.hiveJdbcUrl(), "", "", database, Map.of());
  }

  /** What is made of a result. */
  interface Reading<T> {
    T of(ResultSet result) throws SQLException;
  }
}
