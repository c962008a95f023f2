package org.openspot.scoring.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.openspot.core.error.DataException;
import org.openspot.scoring.model.source.ScoredSource;

/** Parquet files of a table, as Spark reads them. */
final class RecordFiles {
  /** More than a person names on a command line: they are a table's, and all alike. */
  private static final int MOST_CHECKED = 50;

  private final SparkSession spark;
  private final ScoredSource<?> source;

  RecordFiles(SparkSession spark, ScoredSource<?> source) {
    this.spark = spark;
    this.source = source;
  }

  /**
   * The rows of files: first the columns of a record, then others of the results.
   *
   * @throws DataException if the files lack columns, or have them in other types
   */
  Dataset<Row> read(List<String> files) {
    StructType schema = Columns.schema(source.table(), Columns.of(source));
    if (files.isEmpty()) {
      return spark.createDataFrame(List.of(), schema);
    }
    String[] paths = files.toArray(String[]::new);
    for (String file : files.subList(0, files.size() > MOST_CHECKED ? 1 : files.size())) {
      requireColumns(file, schema, spark.read().parquet(file).schema());
    }
    return spark.read().schema(schema).parquet(paths);
  }

  /** Spark takes a column that is not there for NULL in every row. */
  private void requireColumns(String file, StructType wanted, StructType there) {
    List<String> problems = new ArrayList<>();
    for (StructField field : wanted.fields()) {
      if (!List.of(there.fieldNames()).contains(field.name())) {
        problems.add("it has no column " + field.name());
        continue;
      }
      DataType type = there.apply(field.name()).dataType();
      if (!fits(type, field.dataType())) {
        problems.add(
            "column "
                + field.name()
                + " is "
                + type.simpleString()
                + ", not "
                + field.dataType().simpleString());
      }
    }
    if (!problems.isEmpty()) {
      throw new DataException(
          file + " is no file of table " + source.name() + ": " + String.join("; ", problems));
    }
  }

  /** Spot's own files have narrower whole numbers. */
  private static boolean fits(DataType there, DataType wanted) {
    return there.equals(wanted)
        || (wanted.equals(DataTypes.LongType)
            && (there.equals(DataTypes.IntegerType) || there.equals(DataTypes.ShortType)));
  }
}
