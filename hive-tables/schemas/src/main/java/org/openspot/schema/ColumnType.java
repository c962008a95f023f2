package org.openspot.schema;

import org.apache.avro.Schema;

/** What the values of a column are, and what Hive calls it. */
public enum ColumnType {
  INT("INT", Schema.Type.INT),
  LONG("BIGINT", Schema.Type.LONG),
  FLOAT("FLOAT", Schema.Type.FLOAT),
  /** Of tables that are made from other tables: no original has a row with one. */
  DOUBLE("DOUBLE", Schema.Type.DOUBLE),
  STRING("STRING", Schema.Type.STRING);

  private final String hiveName;
  private final Schema.Type avroType;

  ColumnType(String hiveName, Schema.Type avroType) {
    this.hiveName = hiveName;
    this.avroType = avroType;
  }

  /** The type's name in Hive's DDL. */
  public String hiveName() {
    return hiveName;
  }

  /** What a reader or writer of rows from originals throws that comes upon a DOUBLE. */
  public static IllegalStateException noneInOriginals() {
    return new IllegalStateException("no table of originals has a DOUBLE column");
  }

  static ColumnType of(Schema field) {
    Schema value = field;
    if (field.getType() == Schema.Type.UNION) {
      if (field.getTypes().size() != 2 || field.getTypes().get(0).getType() != Schema.Type.NULL) {
        throw new IllegalArgumentException("not a nullable column: " + field);
      }
      value = field.getTypes().get(1);
    }
    for (ColumnType type : values()) {
      if (type.avroType == value.getType()) {
        return type;
      }
    }
    throw new IllegalArgumentException("no column type for " + field);
  }
}
