package org.openspot.schema;

import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** Hive's statements for a table, derived from its schema. */
public final class Ddl {
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private Ddl() {}

  /** A name that may stand in a statement, in backticks; anything else is refused. */
  public static String identifier(String name) {
    if (!IDENTIFIER.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "not a Hive identifier (letters, digits, underscores): " + name);
    }
    return "`" + name + "`";
  }

  /** {@code `database`.`table`}. */
  public static String qualified(String database, TableSpec table) {
    return identifier(database) + "." + identifier(table.name());
  }

  public static String createDatabase(String database) {
    return "CREATE DATABASE IF NOT EXISTS " + identifier(database);
  }

  /** An external Parquet table at {@code location}, a URI. */
  public static String createTable(String database, TableSpec table, String location) {
    StringJoiner columns = new StringJoiner(",\n  ", "(\n  ", "\n)");
    for (Column column : table.columns()) {
      columns.add(
          identifier(column.name())
              + " "
              + column.type().hiveName()
              + " COMMENT "
              + literal(column.doc()));
    }
    StringJoiner partitions = new StringJoiner(", ", "PARTITIONED BY (", ")");
    for (PartitionColumn column : table.partitionColumns()) {
      partitions.add(identifier(column.name()) + " " + column.hiveName());
    }
    return "CREATE EXTERNAL TABLE IF NOT EXISTS "
        + qualified(database, table)
        + " "
        + columns
        + "\nCOMMENT "
        + literal(table.schema().getDoc())
        + "\n"
        + partitions
        + "\nSTORED AS PARQUET\nLOCATION "
        + literal(location)
        // Distributions of Hive may have other defaults; partitions come and go by our word only.
        + "\nTBLPROPERTIES ('external.table.purge'='false', 'discover.partitions'='false')";
  }

  /** Adds table partitions at their usual places; those that exist stay as they are. */
  public static String addPartitions(
      String database, TableSpec table, List<TablePartition> partitions) {
    StringBuilder sql =
        new StringBuilder("ALTER TABLE ")
            .append(qualified(database, table))
            .append(" ADD IF NOT EXISTS");
    for (TablePartition partition : partitions) {
      sql.append(" PARTITION (").append(table.sqlValues(partition)).append(')');
    }
    return sql.toString();
  }

  /** Adds a table partition at a place of its own, unless it exists. */
  public static String addPartition(
      String database, TableSpec table, TablePartition partition, String location) {
    return addPartitions(database, table, List.of(partition)) + " LOCATION " + literal(location);
  }

  /** Moves a table partition, by name only, to where its files are. */
  public static String setLocation(
      String database, TableSpec table, TablePartition partition, String location) {
    return "ALTER TABLE "
        + qualified(database, table)
        + " PARTITION ("
        + table.sqlValues(partition)
        + ") SET LOCATION "
        + literal(location);
  }

  /** Forgets a table partition, if there is one; an external table's files stay. */
  public static String dropPartition(String database, TableSpec table, TablePartition partition) {
    return "ALTER TABLE "
        + qualified(database, table)
        + " DROP IF EXISTS PARTITION ("
        + table.sqlValues(partition)
        + ")";
  }

  private static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace(";", "\\;") + "'";
  }
}
