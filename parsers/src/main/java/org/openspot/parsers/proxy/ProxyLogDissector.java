package org.openspot.parsers.proxy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openspot.core.error.DataException;
import org.openspot.core.error.RetriableException;
import org.openspot.parsers.DissectorOptions.LogFormat;
import org.openspot.parsers.StreamDissector;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.Reject;
import org.openspot.schema.row.RowSink;

/**
 * Dissects the logs of web proxies: W3C extended logs by their {@code #Fields:} directive, which
 * may change in the middle, Blue Coat's layouts without one, and Squid's native log.
 *
 * <p>A record is a line, numbered from 0. Directives, comments and blank lines are passed over; a
 * line that is not what the layout says is a reject, and never costs another. Times are UTC.
 */
public final class ProxyLogDissector implements StreamDissector {
  private static final int INSPECTED_BYTES = 1 << 16;

  /** What begins like this is no text: gzip, bzip2, xz, zstd, zip, captures. */
  private static final List<byte[]> NO_TEXT =
      List.of(
          bytes(0x1f, 0x8b),
          bytes('B', 'Z', 'h'),
          bytes(0xfd, '7', 'z', 'X', 'Z'),
          bytes(0x28, 0xb5, 0x2f, 0xfd),
          bytes('P', 'K', 3, 4),
          bytes(0xd4, 0xc3, 0xb2, 0xa1),
          bytes(0xa1, 0xb2, 0xc3, 0xd4),
          bytes(0x4d, 0x3c, 0xb2, 0xa1),
          bytes(0xa1, 0xb2, 0x3c, 0x4d),
          bytes(0x0a, 0x0d, 0x0d, 0x0a));

  private final TableSpec table;
  private final LogFormat format;

  ProxyLogDissector(TableSpec table, LogFormat format) {
    this.table = table;
    this.format = format;
  }

  private static byte[] bytes(int... values) {
    byte[] result = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (byte) values[i];
    }
    return result;
  }

  @Override
  public Instant inspect(String name, Path file) {
    try (InputStream content = Files.newInputStream(file)) {
      byte[] block = content.readNBytes(INSPECTED_BYTES);
      if (block.length == 0) {
        throw new DataException("empty file");
      }
      check(block);
      return time(block).or(() -> LogName.time(name)).orElse(Instant.EPOCH);
    } catch (IOException e) {
      throw new RetriableException("cannot read " + file, e);
    }
  }

  private static void check(byte[] block) {
    for (byte[] magic : NO_TEXT) {
      if (block.length >= magic.length
          && Arrays.equals(block, 0, magic.length, magic, 0, magic.length)) {
        throw new DataException("not a text: compressed, or a capture");
      }
    }
    if (LogFields.indexOf(block, '\0', 0, block.length) >= 0) {
      throw new DataException("not a text: it has zero bytes");
    }
  }

  /** When the log says it begins, or else the time of its first line that has one. */
  private Optional<Instant> time(byte[] block) throws IOException {
    FirstTime first = new FirstTime();
    LogLines lines = new LogLines(table, format, first);
    // The last line may not be whole; it is only asked for its time.
    new LineReader(lines).read(new ByteArrayInputStream(block));
    long second = lines.firstDate() == LogTime.NONE ? first.second : lines.firstDate();
    return second == LogTime.NONE ? Optional.empty() : Optional.of(Instant.ofEpochSecond(second));
  }

  @Override
  public void dissect(InputStream content, RowSink sink) throws IOException {
    new LineReader(new LogLines(table, format, sink)).read(content);
  }

  /** Wants no row, but remembers when the first one was. */
  private static final class FirstTime implements RowSink {
    private long second = LogTime.NONE;

    @Override
    public boolean beginRow(long record, long epochSecond) {
      if (second == LogTime.NONE) {
        second = epochSecond;
      }
      return false;
    }

    @Override
    public void setInt(int column, int value) {}

    @Override
    public void setLong(int column, long value) {}

    @Override
    public void setFloat(int column, float value) {}

    @Override
    public void setBytes(int column, byte[] buffer, int offset, int length) {}

    @Override
    public void endRow() {}

    @Override
    public void reject(Reject reject) {}

    @Override
    public void passOver(long record) {}
  }
}
