package org.openspot.store.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.openspot.core.error.DataException;
import org.openspot.core.error.RetriableException;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.RowBuffer;
import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles;
import org.openspot.store.lineage.Lineage;

/**
 * A Parquet file of a table, looked into. Thread-safe as long as its files are.
 *
 * @param path where it is, absolute
 * @param length in bytes
 */
public record TableFile(TableFiles files, String path, long length) {
  /** Something that is listed in a table partition's directory. */
  public static TableFile of(TableFiles files, StoredFile file) {
    return new TableFile(files, file.path(), file.length());
  }

  /**
   * What a file's footer says.
   *
   * @param rows how many rows the file has
   * @param lineage where they came from; empty in a file that OpenSpot did not write
   */
  public record Footer(long rows, Optional<Lineage> lineage) {}

  /**
   * Reads the footer only.
   *
   * @throws DataException if this is no whole Parquet file
   * @throws RetriableException if it cannot be read now
   */
  public Footer footer() {
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            new Input(this), ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
      String json = reader.getFooter().getFileMetaData().getKeyValueMetaData().get(Lineage.KEY);
      Optional<Lineage> lineage = Optional.ofNullable(json).map(text -> Lineage.parse(text, path));
      long rows = reader.getRecordCount();
      if (lineage.isPresent() && lineage.get().rows() != rows) {
        throw new DataException(
            path
                + " has "
                + rows
                + " rows, but its footer names the originals of "
                + lineage.get().rows());
      }
      return new Footer(rows, lineage);
    } catch (IOException e) {
      throw new RetriableException("cannot read " + path + ": " + e.getMessage(), e);
    } catch (RetriableException | DataException e) {
      throw e;
    } catch (RuntimeException e) {
      // Parquet's own way to say "not a Parquet file", and what its decoders stumble over.
      throw new DataException(path + " is not a whole Parquet file: " + e.getMessage(), e);
    }
  }

  /** Its rows in order, as rows of a table; columns that it lacks are null. */
  public Rows rows(TableSpec table) {
    try {
      return new Rows(path, new Builder(new Input(this), table).build());
    } catch (IOException e) {
      throw new RetriableException("cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  /**
   * The rows of a file on this machine, in order, as rows of a table; columns that it lacks are
   * null. That it is no Parquet file is found with the first row.
   */
  public static Rows localRows(Path file, TableSpec table) {
    try {
      return new Rows(file.toString(), new Builder(new LocalInputFile(file), table).build());
    } catch (IOException e) {
      throw new RetriableException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** Rows being read, one after the other. Not thread-safe. */
  public static final class Rows implements AutoCloseable {
    private final String path;
    private final ParquetReader<RowBuffer> reader;

    private Rows(String path, ParquetReader<RowBuffer> reader) {
      this.path = path;
      this.reader = reader;
    }

    /** The next row, in a buffer that is filled again by the next call; null at the end. */
    public RowBuffer next() {
      try {
        return reader.read();
      } catch (IOException e) {
        throw new RetriableException("cannot read " + path + ": " + e.getMessage(), e);
      } catch (RetriableException e) {
        throw e;
      } catch (RuntimeException e) {
        throw new DataException(path + " is damaged: " + e.getMessage(), e);
      }
    }

    @Override
    public void close() {
      try {
        reader.close();
      } catch (IOException e) {
        throw new RetriableException("cannot close " + path + ": " + e.getMessage(), e);
      }
    }
  }

  private static final class Builder extends ParquetReader.Builder<RowBuffer> {
    private final TableSpec table;

    Builder(InputFile file, TableSpec table) {
      // Hadoop's own configuration would be read from its XML files for each file anew.
      super(file, new PlainParquetConfiguration());
      this.table = table;
    }

    @Override
    protected ReadSupport<RowBuffer> getReadSupport() {
      return new RowReadSupport(table);
    }
  }

  private record Input(TableFile file) implements InputFile {
    @Override
    public long getLength() {
      return file.length();
    }

    @Override
    public SeekableInputStream newStream() {
      return file.files().open(file.path());
    }

    @Override
    public String toString() {
      return file.path();
    }
  }
}
