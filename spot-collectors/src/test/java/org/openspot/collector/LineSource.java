package org.openspot.collector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.openspot.core.error.DataException;
import org.openspot.parsers.Dissector;
import org.openspot.parsers.DissectorSettings;
import org.openspot.parsers.Source;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.Reject;
import org.openspot.schema.row.RowSink;

/**
 * Text files, one row a line, the line in column sip. A line that begins with # is passed over, one
 * with ! is a reject, and one that says TORN ends the file badly. A file must begin with "lines".
 */
final class LineSource implements Source, Dissector {
  static final Instant CAPTURED = Instant.parse("2016-07-08T10:30:00Z");
  private final TableSpec table = TableSpec.load("flow");

  @Override
  public String type() {
    return "flow";
  }

  @Override
  public TableSpec table() {
    return table;
  }

  @Override
  public Dissector dissector(DissectorSettings settings) {
    return this;
  }

  private static String[] lines(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).split("\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Instant inspect(String name, Path file) {
    if (!lines(file)[0].equals("lines")) {
      throw new DataException("does not begin with lines");
    }
    return CAPTURED;
  }

  @Override
  public void dissect(Path file, RowSink sink) {
    String[] lines = lines(file);
    int column = table.column("sip");
    for (int i = 1; i < lines.length; i++) {
      byte[] line = lines[i].getBytes(StandardCharsets.ISO_8859_1);
      if (lines[i].equals("TORN")) {
        throw new DataException("torn");
      } else if (lines[i].startsWith("#")) {
        sink.passOver(i - 1);
      } else if (lines[i].startsWith("!")) {
        sink.reject(Reject.of(i - 1, "bang", line, 0, line.length));
      } else if (sink.beginRow(i - 1, CAPTURED.getEpochSecond())) {
        sink.setBytes(column, line, 0, line.length);
        sink.endRow();
      }
    }
  }
}
