package org.openspot.schema.row;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.openspot.core.error.DataException;
import org.openspot.schema.Column;
import org.openspot.schema.ColumnType;
import org.openspot.schema.TableSpec;

/**
 * Unpacks the body of a row batch into a row sink; see {@link RowBatchEncoder} for its layout.
 * Reads batches that an older or newer schema wrote: columns are matched by name, those the table
 * does not have are dropped, ints widen to longs. Not thread-safe.
 */
public final class RowBatchDecoder {
  /** A body never grows beyond this when unpacked, whatever it claims. */
  static final int MAX_BODY_BYTES = 256 << 20;

  private final int[] targets;
  private final ColumnType[] written;
  private final ColumnType[] wanted;
  private byte[] bytes = new byte[256];
  private int plainLength;

  /**
   * @param writer the schema with which the batch was written
   * @param table where its rows go
   */
  public RowBatchDecoder(Schema writer, TableSpec table) {
    List<Schema.Field> fields = writer.getFields();
    TableSpec source = TableSpec.of(writer);
    targets = new int[fields.size()];
    written = new ColumnType[fields.size()];
    wanted = new ColumnType[fields.size()];
    for (int i = 0; i < fields.size(); i++) {
      Column column = source.columns().get(i);
      written[i] = column.type();
      targets[i] = table.hasColumn(column.name()) ? table.column(column.name()) : -1;
      if (targets[i] >= 0) {
        wanted[i] = table.columns().get(targets[i]).type();
        if (wanted[i] != written[i]
            && !(wanted[i] == ColumnType.LONG && written[i] == ColumnType.INT)) {
          throw new DataException(
              "column " + column.name() + " was written as " + written[i] + ", not " + wanted[i]);
        }
      }
    }
  }

  /** Pushes every entry of the body into the sink. */
  public void decode(byte[] body, RowSink sink) {
    byte[] plain = decompress(body);
    plainLength = plain.length;
    BinaryDecoder in = DecoderFactory.get().binaryDecoder(plain, null);
    try {
      while (!in.isEnd()) {
        int kind = in.readInt();
        long record = in.readLong();
        switch (kind) {
          case RowBatchEncoder.ROW -> row(in, record, sink);
          case RowBatchEncoder.REJECT -> sink.reject(reject(in, record));
          case RowBatchEncoder.PASSED_OVER -> sink.passOver(record);
          default -> throw new DataException("row batch holds an unknown entry " + kind);
        }
      }
    } catch (IOException | AvroRuntimeException | UnsupportedOperationException e) {
      throw new DataException("row batch cannot be read: " + e.getMessage(), e);
    }
  }

  private static byte[] decompress(byte[] body) {
    long size = body.length == 0 ? -1 : Zstd.getFrameContentSize(body);
    if (size < 0 || size > MAX_BODY_BYTES) {
      throw new DataException("row batch claims " + size + " bytes");
    }
    try {
      return Zstd.decompress(body, (int) size);
    } catch (ZstdException e) {
      throw new DataException("row batch cannot be unpacked: " + e.getMessage(), e);
    }
  }

  private void row(BinaryDecoder in, long record, RowSink sink) throws IOException {
    boolean take = sink.beginRow(record, in.readLong());
    for (int i = 0; i < targets.length; i++) {
      if (in.readIndex() == 0) {
        continue;
      }
      boolean set = take && targets[i] >= 0;
      switch (written[i]) {
        case INT -> {
          int value = in.readInt();
          if (set && wanted[i] == ColumnType.LONG) {
            sink.setLong(targets[i], value);
          } else if (set) {
            sink.setInt(targets[i], value);
          }
        }
        case LONG -> {
          long value = in.readLong();
          if (set) {
            sink.setLong(targets[i], value);
          }
        }
        case FLOAT -> {
          float value = in.readFloat();
          if (set) {
            sink.setFloat(targets[i], value);
          }
        }
        case DOUBLE -> throw ColumnType.noneInOriginals();
        case STRING -> {
          int length = bytes(in);
          if (set) {
            sink.setBytes(targets[i], bytes, 0, length);
          }
        }
      }
    }
    if (take) {
      sink.endRow();
    }
  }

  /** Avro's own decoder would make room for whatever length damaged bytes claim. */
  private int bytes(BinaryDecoder in) throws IOException {
    long length = in.readLong();
    if (length < 0 || length > plainLength) {
      throw new DataException("row batch holds a value of " + length + " bytes");
    }
    if (length > bytes.length) {
      bytes = new byte[(int) length];
    }
    in.readFixed(bytes, 0, (int) length);
    return (int) length;
  }

  private String text(BinaryDecoder in) throws IOException {
    int length = bytes(in);
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private Reject reject(BinaryDecoder in, long record) throws IOException {
    String reason = text(in);
    int length = bytes(in);
    byte[] raw = Arrays.copyOf(bytes, length);
    long rawLength = in.readLong();
    String sha256 = text(in);
    return new Reject(record, reason, raw, rawLength, sha256.isEmpty() ? null : sha256);
  }
}
