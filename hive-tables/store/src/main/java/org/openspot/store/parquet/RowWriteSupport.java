package org.openspot.store.parquet;

import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.openspot.schema.Column;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.RowBuffer;
import org.openspot.store.lineage.Lineage;

/**
 * Hands a row buffer's columns to Parquet one by one. The files are those parquet-avro would write
 * for the table's schema, without a generic record in between.
 */
final class RowWriteSupport extends WriteSupport<RowBuffer> {
  private final TableSpec table;
  private final List<Column> columns;
  private final Lineage.Builder lineage;
  private RecordConsumer consumer;

  /**
   * @param lineage where the rows' originals are noted; asked for the footer at the end
   */
  RowWriteSupport(TableSpec table, Lineage.Builder lineage) {
    this.table = table;
    this.lineage = lineage;
    this.columns = table.columns();
  }

  // Deprecated, but abstract: it must stand as long as Parquet has it.
  @Override
  @SuppressWarnings("deprecation")
  public WriteContext init(Configuration configuration) {
    return context();
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return context();
  }

  private WriteContext context() {
    return new WriteContext(
        new AvroSchemaConverter().convert(table.schema()),
        Map.of("parquet.avro.schema", table.schema().toString()));
  }

  @Override
  public FinalizedWriteContext finalizeWrite() {
    return new FinalizedWriteContext(Map.of(Lineage.KEY, lineage.build().toJson()));
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    consumer = recordConsumer;
  }

  @Override
  public void write(RowBuffer row) {
    consumer.startMessage();
    for (int i = 0; i < columns.size(); i++) {
      if (row.isPresent(i)) {
        Column column = columns.get(i);
        consumer.startField(column.name(), i);
        switch (column.type()) {
          case INT -> consumer.addInteger(row.intValue(i));
          case LONG -> consumer.addLong(row.longValue(i));
          case FLOAT -> consumer.addFloat(row.floatValue(i));
          case DOUBLE -> consumer.addDouble(row.doubleValue(i));
          // The array is the buffer's own and changes: "reused" makes Parquet copy what it keeps.
          case STRING ->
              consumer.addBinary(
                  Binary.fromReusedByteArray(row.array(), row.offset(i), row.length(i)));
        }
        consumer.endField(column.name(), i);
      }
    }
    consumer.endMessage();
  }
}
