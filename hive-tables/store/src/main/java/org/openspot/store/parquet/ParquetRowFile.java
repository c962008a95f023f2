package org.openspot.store.parquet;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.util.AutoCloseables;
import org.openspot.core.error.RetriableException;
import org.openspot.schema.Column;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.RowBuffer;
import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles;
import org.openspot.store.lineage.Lineage;
import org.openspot.store.lineage.Origin;
import org.openspot.store.lineage.OriginBlock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Parquet file being written. Not thread-safe. */
public final class ParquetRowFile {
  private static final Logger LOG = LoggerFactory.getLogger(ParquetRowFile.class);
  private static final int ZSTD_LEVEL = 1;

  private final TableFiles files;
  private final String path;
  private final ParquetWriter<RowBuffer> writer;
  private final Lineage.Builder lineage = new Lineage.Builder();
  private long rows;

  /**
   * @param rowGroupBytes how much is held in memory before it is written out
   */
  public ParquetRowFile(TableFiles files, String path, TableSpec table, long rowGroupBytes) {
    this.files = files;
    this.path = path;
    Configuration configuration = new Configuration(false);
    configuration.setInt("parquet.compression.codec.zstd.level", ZSTD_LEVEL);
    configuration.setInt("parquet.compression.codec.zstd.workers", 0);
    Builder builder = new Builder(new NewFile(files, path), table, lineage);
    for (Column column : table.columns()) {
      builder.withDictionaryEncoding(column.name(), column.dictionary());
    }
    try {
      writer =
          builder
              .withConf(configuration)
              .withCompressionCodec(CompressionCodecName.ZSTD)
              .withRowGroupSize(rowGroupBytes)
              .withWriteMode(ParquetFileWriter.Mode.CREATE)
              .build();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Writes a row.
   *
   * @param record its number in its original
   */
  public void write(RowBuffer row, Origin origin, long record) {
    write(row);
    lineage.add(origin, record);
  }

  /**
   * Says from where the next rows are: so many, written one by one with {@link #write(RowBuffer)}.
   */
  public void begin(OriginBlock block) {
    lineage.add(block);
  }

  /** Writes a row of the block begun last. */
  public void write(RowBuffer row) {
    try {
      writer.write(row);
      rows++;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Rows written so far. */
  public long rows() {
    return rows;
  }

  /** Bytes written and held so far. */
  public long bytes() {
    return writer.getDataSize();
  }

  /** Finishes the file; its length in bytes. */
  public long finish() {
    try {
      writer.close();
    } catch (IOException | AutoCloseables.ParquetCloseResourceException e) {
      // The second replaces the first when the file underneath cannot be closed either.
      throw failed(e);
    }
    return files
        .find(path)
        .map(StoredFile::length)
        .orElseThrow(() -> new RetriableException(path + " vanished while it was written"));
  }

  /** Closes the file as it is: nobody will commit it. */
  public void abandon() {
    try {
      writer.close();
    } catch (IOException | RuntimeException e) {
      LOG.debug("Abandoning {}", path, e);
    }
  }

  private RetriableException failed(Exception e) {
    return new RetriableException("cannot write " + path + ": " + e.getMessage(), e);
  }

  private static final class Builder extends ParquetWriter.Builder<RowBuffer, Builder> {
    private final TableSpec table;
    private final Lineage.Builder lineage;

    Builder(OutputFile file, TableSpec table, Lineage.Builder lineage) {
      super(file);
      this.table = table;
      this.lineage = lineage;
    }

    @Override
    protected Builder self() {
      return this;
    }

    // Deprecated, but abstract: it must stand as long as Parquet has it.
    @Override
    @SuppressWarnings("deprecation")
    protected WriteSupport<RowBuffer> getWriteSupport(Configuration configuration) {
      return new RowWriteSupport(table, lineage);
    }
  }

  /** A new file for Parquet to write to. */
  static OutputFile output(TableFiles files, String path) {
    return new NewFile(files, path);
  }

  private record NewFile(TableFiles files, String path) implements OutputFile {
    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return files.create(path);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return files.create(path);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }

    @Override
    public String getPath() {
      return path;
    }
  }
}
