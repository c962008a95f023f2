package org.openspot.scoring.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.openspot.schema.Column;
import org.openspot.schema.TableSpec;
import org.openspot.scoring.model.source.ScoredSource;

/** Columns of tables in Spark's terms. */
final class Columns {
  private Columns() {}

  /** Those that a record is made of, then the others that results have. */
  static List<String> of(ScoredSource<?> source) {
    List<String> columns = new ArrayList<>(source.recordColumns());
    for (String column : source.layout().tableColumns()) {
      if (!columns.contains(column)) {
        columns.add(column);
      }
    }
    return columns;
  }

  /** Their types in the table. */
  static StructType schema(TableSpec table, List<String> names) {
    StructType schema = new StructType();
    for (String name : names) {
      Column column = table.columns().get(table.column(name));
      schema = schema.add(name, type(column), true);
    }
    return schema;
  }

  private static DataType type(Column column) {
    return switch (column.type()) {
      case INT -> DataTypes.IntegerType;
      case LONG -> DataTypes.LongType;
      case FLOAT -> DataTypes.FloatType;
      case DOUBLE -> DataTypes.DoubleType;
      case STRING -> DataTypes.StringType;
    };
  }
}
