package org.openspot.store.hive;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openspot.schema.Column;
import org.openspot.schema.PartitionColumn;
import org.openspot.schema.TableSpec;

/**
 * A table as {@code DESCRIBE FORMATTED} shows it.
 *
 * @param columns type by name, in order
 * @param partitionColumns likewise
 * @param properties what follows the columns, such as {@code Location}, and table parameters
 */
record TableDescription(
    Map<String, String> columns,
    Map<String, String> partitionColumns,
    Map<String, String> properties) {
  private static final String PARQUET =
      "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat";

  static TableDescription read(ResultSet rows) throws SQLException {
    Map<String, String> columns = new LinkedHashMap<>();
    Map<String, String> partitions = new LinkedHashMap<>();
    Map<String, String> properties = new LinkedHashMap<>();
    Map<String, String> section = columns;
    while (rows.next()) {
      String name = text(rows, 1);
      String value = text(rows, 2);
      if (name.startsWith("# Partition Information")) {
        section = partitions;
      } else if (name.startsWith("# Detailed Table") || name.startsWith("# Storage")) {
        section = properties;
      } else if (!name.isEmpty() && !name.startsWith("#")) {
        section.putIfAbsent(name.replaceFirst(":$", ""), value);
      } else if (name.isEmpty() && !value.isEmpty() && section == properties) {
        // A table parameter: its name is in the second column, its value in the third.
        section.putIfAbsent(value, text(rows, 3));
      }
    }
    return new TableDescription(columns, partitions, properties);
  }

  private static String text(ResultSet rows, int column) throws SQLException {
    String text = rows.getString(column);
    return text == null ? "" : text.strip();
  }

  /** How this table differs from what it should be, a line each. */
  List<String> compare(TableSpec table, String location) {
    List<String> differences = new ArrayList<>();
    Map<String, String> wanted = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      wanted.put(column.name(), column.type().hiveName());
    }
    compare(differences, "column", wanted, columns);
    Map<String, String> wantedPartitions = new LinkedHashMap<>();
    for (PartitionColumn column : table.partitionColumns()) {
      wantedPartitions.put(column.name(), column.hiveName());
    }
    compare(differences, "partition column", wantedPartitions, partitionColumns);
    String actualLocation = properties.getOrDefault("Location", "");
    if (!path(actualLocation).equals(path(location))) {
      differences.add("is at " + actualLocation + ", not at " + location);
    }
    String format = properties.getOrDefault("InputFormat", "");
    if (!format.equals(PARQUET)) {
      differences.add("is stored as " + format + ", not as Parquet");
    }
    compareSafety(differences);
    return differences;
  }

  /** Compaction and retention have Hive forget partitions: it must not delete their files then. */
  private void compareSafety(List<String> differences) {
    String type = properties.getOrDefault("Table Type", "");
    if (!type.equals("EXTERNAL_TABLE")) {
      differences.add("is a " + type + ", not external: Hive would delete files with a partition");
    }
    for (String property : List.of("external.table.purge", "discover.partitions")) {
      if (properties.getOrDefault(property, "false").equalsIgnoreCase("true")) {
        differences.add("has " + property + "=true, which must be false");
      }
    }
  }

  private static void compare(
      List<String> differences,
      String what,
      Map<String, String> wanted,
      Map<String, String> actual) {
    wanted.forEach(
        (name, type) -> {
          String there = actual.get(name);
          if (there == null) {
            differences.add("has no " + what + " " + name + " " + type);
          } else if (!there.equalsIgnoreCase(type)) {
            differences.add(
                "has "
                    + what
                    + " "
                    + name
                    + " as "
                    + there.toUpperCase(Locale.ROOT)
                    + ", not "
                    + type);
          }
        });
    actual.keySet().stream()
        .filter(name -> !wanted.containsKey(name))
        .forEach(name -> differences.add("has another " + what + " " + name));
    List<String> order = new ArrayList<>(wanted.keySet());
    List<String> actualOrder = new ArrayList<>(actual.keySet());
    order.retainAll(actualOrder);
    actualOrder.retainAll(order);
    if (!order.equals(actualOrder)) {
      differences.add("has its " + what + "s in another order");
    }
  }

  private static String path(String location) {
    return location.isEmpty() ? "" : URI.create(location).getPath().replaceFirst("/+$", "");
  }
}
