package org.openspot.schema.row;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.openspot.schema.Column;
import org.openspot.schema.ColumnType;
import org.openspot.schema.TableSpec;

/**
 * A row sink that packs what it is given into the body of a row batch. Not thread-safe.
 *
 * <p>A body is zstd over a sequence of entries in Avro's binary encoding: an int that says what
 * follows ({@link #ROW}, {@link #REJECT}, {@link #PASSED_OVER}), the record number as a long, and
 *
 * <ul>
 *   <li>for a row, its time in seconds as a long and the record of the table's schema;
 *   <li>for a reject, reason, raw bytes, raw length, and SHA-256 or the empty string;
 *   <li>for records passed over, nothing.
 * </ul>
 */
public final class RowBatchEncoder extends BufferingRowSink {
  static final int ROW = 0;
  static final int REJECT = 1;
  static final int PASSED_OVER = 2;

  private static final int COMPRESSION_LEVEL = 1;

  private final List<Column> columns;
  private final int maxRowBytes;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 16);
  private final ByteArrayOutputStream rowBytes = new ByteArrayOutputStream(1 << 10);
  private final BinaryEncoder bodyEncoder = EncoderFactory.get().directBinaryEncoder(body, null);
  private final BinaryEncoder rowEncoder = EncoderFactory.get().directBinaryEncoder(rowBytes, null);

  private long record;
  private long epochSecond;
  private long rows;
  private long rejects;
  private long passedOver;

  /**
   * @param maxRowBytes a row that takes more becomes a reject, because no message could carry it
   */
  public RowBatchEncoder(TableSpec table, int maxRowBytes) {
    super(new RowBuffer(table.columns().size()));
    this.columns = table.columns();
    this.maxRowBytes = maxRowBytes;
  }

  @Override
  public boolean beginRow(long rowRecord, long rowEpochSecond) {
    record = rowRecord;
    epochSecond = rowEpochSecond;
    row.clear();
    return true;
  }

  @Override
  public void endRow() {
    try {
      rowBytes.reset();
      for (int i = 0; i < columns.size(); i++) {
        encode(i);
      }
      rowEncoder.flush();
      if (rowBytes.size() > maxRowBytes) {
        byte[] whole = rowBytes.toByteArray();
        reject(Reject.of(record, "row larger than a message", whole, 0, whole.length));
        return;
      }
      bodyEncoder.writeInt(ROW);
      bodyEncoder.writeLong(record);
      bodyEncoder.writeLong(epochSecond);
      bodyEncoder.flush();
      rowBytes.writeTo(body);
      rows++;
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  private void encode(int i) throws IOException {
    if (!row.isPresent(i)) {
      rowEncoder.writeIndex(0);
      return;
    }
    rowEncoder.writeIndex(1);
    switch (columns.get(i).type()) {
      case INT -> rowEncoder.writeInt(row.intValue(i));
      case LONG -> rowEncoder.writeLong(row.longValue(i));
      case FLOAT -> rowEncoder.writeFloat(row.floatValue(i));
      case DOUBLE -> throw ColumnType.noneInOriginals();
      case STRING -> rowEncoder.writeBytes(row.array(), row.offset(i), row.length(i));
    }
  }

  @Override
  public void reject(Reject reject) {
    try {
      bodyEncoder.writeInt(REJECT);
      bodyEncoder.writeLong(reject.record());
      bodyEncoder.writeString(reject.reason());
      bodyEncoder.writeBytes(reject.raw());
      bodyEncoder.writeLong(reject.rawLength());
      bodyEncoder.writeString(reject.rawSha256() == null ? "" : reject.rawSha256());
      bodyEncoder.flush();
      rejects++;
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  @Override
  public void passOver(long passedRecord) {
    try {
      bodyEncoder.writeInt(PASSED_OVER);
      bodyEncoder.writeLong(passedRecord);
      bodyEncoder.flush();
      passedOver++;
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  /** Bytes taken so far, before compression. */
  public int size() {
    return body.size();
  }

  /** Rows taken since the last {@link #finish}; one too large for a message counts as a reject. */
  public long rows() {
    return rows;
  }

  /** Rejects taken since the last {@link #finish}. */
  public long rejects() {
    return rejects;
  }

  /** Passed-over records taken since the last {@link #finish}. */
  public long passedOver() {
    return passedOver;
  }

  /** The body of what came since the last call, compressed; starts the next one. */
  public byte[] finish() {
    byte[] compressed = Zstd.compress(body.toByteArray(), COMPRESSION_LEVEL);
    body.reset();
    rows = 0;
    rejects = 0;
    passedOver = 0;
    return compressed;
  }
}
