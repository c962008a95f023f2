package org.openspot.parsers.csv;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import org.openspot.parsers.StreamDissector;
import org.openspot.parsers.text.FirstTime;
import org.openspot.parsers.text.LineReader;
import org.openspot.parsers.text.LogTime;
import org.openspot.parsers.text.TextHead;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.RowSink;

/**
 * Reads CSV that has a table's columns in the table's order: files that were converted before they
 * landed, as Spot's distributed collector takes them with {@code --skip-conversion}.
 *
 * <p>A record is a line, numbered from 0, in UTF-8. Values stand in quotes as RFC 4180 has it, but
 * hold no line breaks; one of no characters is null. A first line that consists of the column names
 * and blank lines are passed over; a line with other than the table's number of values, with one
 * that is not of its column's type or without a time is a reject. The time of a row is its {@code
 * unix_tstamp}, or its {@code p_date} and {@code p_time} in UTC.
 */
public final class CsvDissector implements StreamDissector {
  private final TableSpec table;

  /** A dissector for rows of a table that has a time. */
  public CsvDissector(TableSpec table) {
    this.table = table;
  }

  /** When the first row in the first 64 KiB was; the name says nothing. */
  @Override
  public Instant inspect(String name, Path file) {
    byte[] head = TextHead.read(file);
    FirstTime first = new FirstTime();
    try {
      // The last line may not be whole; it is only asked for its time.
      new LineReader(new CsvLines(table, first)).read(new ByteArrayInputStream(head));
    } catch (IOException e) {
      throw new UncheckedIOException("an array can be read", e);
    }
    return first.second() == LogTime.NONE ? Instant.EPOCH : Instant.ofEpochSecond(first.second());
  }

  @Override
  public void dissect(InputStream content, RowSink sink) throws IOException {
    new LineReader(new CsvLines(table, sink)).read(content);
  }
}
