package org.openspot.schema;

import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.apache.avro.Schema;

/**
 * What a table is: its name, columns and partitions, read from its Avro schema. Immutable.
 *
 * <p>The partition columns stand in the schema's {@code partitions} property, because Hive keeps
 * them in directory names and not in the files.
 */
public final class TableSpec {
  private final String name;
  private final Schema schema;
  private final List<Column> columns;
  private final List<PartitionColumn> partitionColumns;
  private final Map<String, Integer> indexByName = new HashMap<>();

  private TableSpec(String name, Schema schema) {
    this.name = name;
    this.schema = schema;
    List<Column> found = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      indexByName.put(field.name(), found.size());
      boolean dictionary = !Boolean.FALSE.equals(field.getObjectProp("dictionary"));
      found.add(new Column(field.name(), ColumnType.of(field.schema()), field.doc(), dictionary));
    }
    this.columns = List.copyOf(found);
    List<PartitionColumn> partitions = new ArrayList<>();
    if (schema.getObjectProp("partitions") instanceof List<?> list) {
      for (Object entry : list) {
        Map<?, ?> column = (Map<?, ?>) entry;
        partitions.add(
            new PartitionColumn((String) column.get("name"), (String) column.get("type")));
      }
    }
    this.partitionColumns = List.copyOf(partitions);
  }

  /** The table that {@code <schema>.avsc} beside this class declares, under its own name. */
  public static TableSpec load(String schema) {
    return load(schema, schema);
  }

  /** The table that {@code <schema>.avsc} beside this class declares, under another name. */
  public static TableSpec load(String schema, String name) {
    String resource = schema + ".avsc";
    try (InputStream in = TableSpec.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("no schema " + resource);
      }
      return new TableSpec(name, new Schema.Parser().parse(in));
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + resource, e);
    }
  }

  /** The table that a schema declares, under the schema's name. */
  public static TableSpec of(Schema schema) {
    return new TableSpec(schema.getName(), schema);
  }

  /** The table of what could not become a row of this one: {@code <name>_rejects}. */
  public TableSpec rejects() {
    return load("rejects", name + "_rejects");
  }

  /** The table of the most suspicious records of this one: {@code <name>_scores}. */
  public TableSpec scores() {
    return load(name + "_scores");
  }

  /** The table of why those are there: {@code <name>_reasons}. */
  public TableSpec reasons() {
    return load("reasons", name + "_reasons");
  }

  /** The table's name in Hive. */
  public String name() {
    return name;
  }

  /** The schema of one row in Avro and Parquet. */
  public Schema schema() {
    return schema;
  }

  /** The columns in the table's order; their positions are what {@code RowSink} takes. */
  public List<Column> columns() {
    return columns;
  }

  /** The partition columns in their order, from year to hour. */
  public List<PartitionColumn> partitionColumns() {
    return partitionColumns;
  }

  /** The position of a column. */
  public int column(String columnName) {
    Integer index = indexByName.get(columnName);
    if (index == null) {
      throw new IllegalArgumentException("table " + name + " has no column " + columnName);
    }
    return index;
  }

  /** True when the table has a column of that name. */
  public boolean hasColumn(String columnName) {
    return indexByName.containsKey(columnName);
  }

  /** Where a table partition's files are, below the table: {@code y=2016/m=7/d=8/h=0}. */
  public String directory(TablePartition partition) {
    StringJoiner path = new StringJoiner("/");
    for (PartitionColumn column : partitionColumns) {
      path.add(column.name() + "=" + column.format(value(column, partition)));
    }
    return path.toString();
  }

  /** The table partition of a directory below the table, such as {@code y=2016/m=7/d=8/h=0}. */
  public Optional<TablePartition> partition(String directory) {
    return partitionInAnySpelling(directory).filter(found -> directory(found).equals(directory));
  }

  /** The same, also where numbers have more or fewer zeros before them than this table's have. */
  public Optional<TablePartition> partitionInAnySpelling(String directory) {
    String[] parts = directory.split("/", -1);
    if (parts.length != partitionColumns.size()) {
      return Optional.empty();
    }
    int[] values = new int[4]; // a table of days has no hour: that of the day's begin
    for (int i = 0; i < parts.length; i++) {
      String prefix = partitionColumns.get(i).name() + "=";
      if (!parts[i].matches(prefix + "\\d{1,4}")) {
        return Optional.empty();
      }
      values[i] = Integer.parseInt(parts[i].substring(prefix.length()));
    }
    try {
      long second =
          LocalDateTime.of(values[0], values[1], values[2], values[3], 0)
              .toEpochSecond(ZoneOffset.UTC);
      return Optional.of(TablePartition.of(second));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The table partition of this table in which an hour is: the hour, or its whole day. */
  public TablePartition partition(TablePartition hour) {
    return isOfDays() ? new TablePartition(Math.floorDiv(hour.hour(), 24L) * 24) : hour;
  }

  /** The first moment after a table partition of this table. */
  public Instant end(TablePartition partition) {
    return isOfDays() ? new TablePartition(partition.hour() + 23).end() : partition.end();
  }

  private boolean isOfDays() {
    return partitionColumns.stream().noneMatch(column -> column.name().equals("h"));
  }

  /** A table partition as Hive's DDL names it: {@code `y`=2016,`m`=7,`d`=8,`h`=0}. */
  public String sqlValues(TablePartition partition) {
    StringJoiner values = new StringJoiner(",");
    for (PartitionColumn column : partitionColumns) {
      String text = column.format(value(column, partition));
      values.add("`" + column.name() + "`=" + (column.isText() ? "'" + text + "'" : text));
    }
    return values.toString();
  }

  private static int value(PartitionColumn column, TablePartition partition) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(partition.hour() * 3600, 0, ZoneOffset.UTC);
    return switch (column.name()) {
      case "y" -> time.getYear();
      case "m" -> time.getMonthValue();
      case "d" -> time.getDayOfMonth();
      case "h" -> time.getHour();
      default -> throw new IllegalArgumentException("no such part of a time: " + column.name());
    };
  }

  @Override
  public String toString() {
    return name;
  }
}
