package org.openspot.schema;

import java.util.Locale;

/**
 * One column by which a table is partitioned: a part of a record's time, in UTC.
 *
 * @param name {@code y}, {@code m}, {@code d} or {@code h}
 * @param hiveName the type in Hive's DDL, such as {@code SMALLINT}
 * @param padded whether values carry leading zeros, as text partitions do in Spot's tables
 */
public record PartitionColumn(String name, String hiveName, boolean padded) {
  PartitionColumn(String name, String type) {
    this(name, type.toUpperCase(Locale.ROOT), type.equals("string"));
  }

  /** A value as it stands in a directory's name. */
  String format(int value) {
    return padded
        ? String.format(Locale.ROOT, name.equals("y") ? "%04d" : "%02d", value)
        : Integer.toString(value);
  }

  /** True for text, of which the values keep leading zeros. */
  public boolean isText() {
    return hiveName.equals("STRING");
  }
}
