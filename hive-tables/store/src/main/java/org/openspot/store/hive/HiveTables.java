package org.openspot.store.hive;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openspot.core.error.RetriableException;
import org.openspot.schema.Ddl;
import org.openspot.schema.TablePartition;
import org.openspot.schema.TableSpec;
import org.openspot.store.commit.PartitionRef;
import org.openspot.store.swap.HivePartitions;

/**
 * The tables as Hive knows them: makes them, compares them, and registers their partitions. Keeps
 * one connection and opens it anew when it fails. Thread-safe; statements go one by one.
 */
public final class HiveTables implements HivePartitions, AutoCloseable {
  private static final int PARTITIONS_IN_A_STATEMENT = 200;
  private static final int TIMEOUT_SECONDS = 120;

  /** A server that says nothing for so long hangs: it says how a statement is doing every 5 s. */
  private static final int SILENCE_MILLIS = 60_000;

  private final HiveConnections connections;
  private final HiveSettings settings;
  private final Map<String, TableSpec> tables = new TreeMap<>();
  private Connection connection;

  /**
   * @param specs the tables that partitions are registered for
   */
  public HiveTables(
      HiveConnections connections, HiveSettings settings, Collection<TableSpec> specs) {
    this.connections = connections;
    this.settings = settings.withSocketTimeout(SILENCE_MILLIS);
    specs.forEach(table -> tables.put(table.name(), table));
  }

  @Override
  public void register(Collection<PartitionRef> partitions) {
    Map<String, TreeSet<TablePartition>> byTable = new TreeMap<>();
    for (PartitionRef ref : partitions) {
      byTable.computeIfAbsent(ref.table(), table -> new TreeSet<>()).add(ref.partition());
    }
    byTable.forEach(
        (name, hours) -> {
          List<TablePartition> all = List.copyOf(hours);
          for (int from = 0; from < all.size(); from += PARTITIONS_IN_A_STATEMENT) {
            int to = Math.min(all.size(), from + PARTITIONS_IN_A_STATEMENT);
            execute(
                Ddl.addPartitions(settings.database(), tables.get(name), all.subList(from, to)));
          }
        });
  }

  @Override
  public void place(PartitionRef partition, String location) {
    TableSpec table = tables.get(partition.table());
    execute(Ddl.addPartition(settings.database(), table, partition.partition(), location));
    execute(Ddl.setLocation(settings.database(), table, partition.partition(), location));
  }

  @Override
  public void forget(PartitionRef partition) {
    TableSpec table = tables.get(partition.table());
    execute(Ddl.dropPartition(settings.database(), table, partition.partition()));
  }

  /** Makes the database unless it is there. */
  public void createDatabase() {
    execute(Ddl.createDatabase(settings.database()));
  }

  /**
   * Makes a table unless there is one of its name.
   *
   * @param location its directory, as a URI
   * @return how the table there differs from what it should be; empty if it does not
   */
  public List<String> create(TableSpec table, String location) {
    execute(Ddl.createTable(settings.database(), table, location));
    return differences(table, location);
  }

  /** How a table that is there differs from what it should be; empty if it does not. */
  public List<String> differences(TableSpec table, String location) {
    return describe(table).compare(table, location);
  }

  /** True if there is a table of that name. */
  public boolean exists(TableSpec table) {
    String sql = "SHOW TABLES IN " + Ddl.identifier(settings.database());
    return run(
        sql,
        statement -> {
          try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
              if (rows.getString(1).equalsIgnoreCase(table.name())) {
                return true;
              }
            }
            return false;
          }
        });
  }

  /** Has Hive answer a statement. */
  public void ping() {
    execute("SHOW DATABASES");
  }

  /** The database of the tables. */
  public String database() {
    return settings.database();
  }

  /** What Hive says about a table. */
  private TableDescription describe(TableSpec table) {
    String sql = "DESCRIBE FORMATTED " + Ddl.qualified(settings.database(), table);
    return run(
        sql,
        statement -> {
          try (ResultSet rows = statement.executeQuery(sql)) {
            return TableDescription.read(rows);
          }
        });
  }

  private void execute(String sql) {
    run(
        sql,
        statement -> {
          statement.execute(sql);
          return true;
        });
  }

  private interface Work<T> {
    T on(Statement statement) throws SQLException;
  }

  private synchronized <T> T run(String sql, Work<T> work) {
    boolean reused = connection != null;
    try {
      return once(work);
    } catch (SQLException e) {
      dropConnection();
      if (reused) {
        // The server may have been restarted since: a new connection tells.
        try {
          return once(work);
        } catch (SQLException again) {
          dropConnection();
          throw refused(sql, again);
        }
      }
      throw refused(sql, e);
    }
  }

  private <T> T once(Work<T> work) throws SQLException {
    if (connection == null) {
      connection = connections.open(settings);
    }
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(TIMEOUT_SECONDS);
      return work.on(statement);
    }
  }

  private void dropConnection() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      // It is being given up because it does not work.
    }
    connection = null;
  }

  private RetriableException refused(String sql, SQLException e) {
    String statement = sql.lines().findFirst().orElse("");
    return new RetriableException(
        "Hive at "
            + settings.address()
            + ": "
            + HiveErrors.line(e)
            + " ("
            + statement.substring(0, Math.min(80, statement.length()))
            + ")",
        e);
  }

  @Override
  public synchronized void close() {
    dropConnection();
  }
}
