package org.openspot.store.parquet;

import java.io.IOException;
import java.util.List;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.openspot.core.error.RetriableException;
import org.openspot.schema.TableSpec;
import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles;

/** Writes a small Parquet file of a table whose rows were worked out, from values in memory. */
public final class ValuesFile {
  private final TableFiles files;
  private final TableSpec table;

  public ValuesFile(TableFiles files, TableSpec table) {
    this.files = files;
    this.table = table;
  }

  /**
   * Writes a new file.
   *
   * @param rows each with a value, or null, for every column of the table
   * @return its length in bytes
   */
  public long write(String path, Iterable<List<Object>> rows) {
    OutputFile file = ParquetRowFile.output(files, path);
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(file)
            .withConf(new PlainParquetConfiguration())
            .withSchema(table.schema())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .build()) {
      for (List<Object> row : rows) {
        writer.write(record(row));
      }
    } catch (IOException e) {
      throw new RetriableException("cannot write " + path + ": " + e.getMessage(), e);
    }
    return files
        .find(path)
        .map(StoredFile::length)
        .orElseThrow(() -> new RetriableException(path + " vanished while it was written"));
  }

  private GenericRecord record(List<Object> row) {
    if (row.size() != table.columns().size()) {
      throw new IllegalArgumentException(
          row.size() + " values for the " + table.columns().size() + " columns of " + table);
    }
    GenericRecord record = new GenericData.Record(table.schema());
    for (int column = 0; column < row.size(); column++) {
      record.put(column, row.get(column));
    }
    return record;
  }
}
