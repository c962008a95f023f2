package org.openspot.store.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.RowBuffer;

/** Takes a row's columns from Parquet into a row buffer: the way back of a row write support. */
final class RowReadSupport extends ReadSupport<RowBuffer> {
  private final TableSpec table;

  RowReadSupport(TableSpec table) {
    this.table = table;
  }

  @Override
  public ReadContext init(InitContext context) {
    return new ReadContext(new AvroSchemaConverter().convert(table.schema()));
  }

  // Deprecated, but abstract: it must stand as long as Parquet has it.
  @Override
  @SuppressWarnings("deprecation")
  public RecordMaterializer<RowBuffer> prepareForRead(
      Configuration configuration,
      Map<String, String> metadata,
      MessageType fileSchema,
      ReadContext context) {
    return new Materializer(table.columns().size());
  }

  @Override
  public RecordMaterializer<RowBuffer> prepareForRead(
      ParquetConfiguration configuration,
      Map<String, String> metadata,
      MessageType fileSchema,
      ReadContext context) {
    return new Materializer(table.columns().size());
  }

  private static final class Materializer extends RecordMaterializer<RowBuffer> {
    private final RowBuffer row;
    private final GroupConverter root;

    Materializer(int columns) {
      row = new RowBuffer(columns);
      List<ColumnConverter> converters = new ArrayList<>(columns);
      for (int i = 0; i < columns; i++) {
        converters.add(new ColumnConverter(row, i));
      }
      root =
          new GroupConverter() {
            @Override
            public Converter getConverter(int column) {
              return converters.get(column);
            }

            @Override
            public void start() {
              row.clear();
            }

            @Override
            public void end() {
              // The buffer is full; whoever asked for the row reads it now.
            }
          };
    }

    @Override
    public RowBuffer getCurrentRecord() {
      return row;
    }

    @Override
    public GroupConverter getRootConverter() {
      return root;
    }
  }

  private static final class ColumnConverter extends PrimitiveConverter {
    private final RowBuffer row;
    private final int column;

    ColumnConverter(RowBuffer row, int column) {
      this.row = row;
      this.column = column;
    }

    @Override
    public void addInt(int value) {
      row.setInt(column, value);
    }

    @Override
    public void addLong(long value) {
      row.setLong(column, value);
    }

    @Override
    public void addFloat(float value) {
      row.setFloat(column, value);
    }

    @Override
    public void addDouble(double value) {
      row.setDouble(column, value);
    }

    @Override
    public void addBinary(Binary value) {
      byte[] bytes = value.getBytesUnsafe();
      row.setBytes(column, bytes, 0, bytes.length);
    }
  }
}
