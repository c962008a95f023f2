package org.openspot.parsers.proxy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.openspot.parsers.DissectorOptions.LogFormat;
import org.openspot.parsers.StreamDissector;
import org.openspot.parsers.text.FirstBytes;
import org.openspot.parsers.text.FirstTime;
import org.openspot.parsers.text.LineReader;
import org.openspot.parsers.text.LogTime;
import org.openspot.parsers.text.TextHead;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.RowSink;

/**
 * Dissects the logs of web proxies: W3C extended logs by their {@code #Fields:} directive, which
 * may change in the middle, Blue Coat's layouts without one, and Squid's native log.
 *
 * <p>A record is a line, numbered from 0. Directives, comments and blank lines are passed over; a
 * line that is not what the layout says is a reject, and never costs another. Times are UTC.
 */
public final class ProxyLogDissector implements StreamDissector {
  private final TableSpec table;
  private final LogFormat format;

  ProxyLogDissector(TableSpec table, LogFormat format) {
    this.table = table;
    this.format = format;
  }

  @Override
  public Instant inspect(String name, Path file) {
    byte[] head = TextHead.read(file);
    try {
      return time(head).or(() -> LogName.time(name)).orElse(Instant.EPOCH);
    } catch (IOException e) {
      throw new UncheckedIOException("an array can be read", e);
    }
  }

  /** When the log says it begins, or else the time of its first line that has one. */
  private Optional<Instant> time(byte[] head) throws IOException {
    FirstTime first = new FirstTime();
    LogLines lines = new LogLines(table, format, first);
    // The last line may not be whole; it is only asked for its time.
    new LineReader(lines).read(new ByteArrayInputStream(head));
    long second = lines.firstDate() == LogTime.NONE ? first.second() : lines.firstDate();
    return second == LogTime.NONE ? Optional.empty() : Optional.of(Instant.ofEpochSecond(second));
  }

  /** The directives that say what fields there are and which day it is, as they last were. */
  @Override
  public byte[] prologue(InputStream content, long offset) throws IOException {
    Directives directives = new Directives();
    new LineReader(directives).read(new FirstBytes(content, offset));
    return directives.inForce();
  }

  @Override
  public void dissect(InputStream content, RowSink sink) throws IOException {
    new LineReader(new LogLines(table, format, sink)).read(content);
  }
}
