package org.openspot.collector;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.openspot.core.error.DataException;
import org.openspot.parsers.Dissector;
import org.openspot.parsers.DissectorSettings;
import org.openspot.parsers.Source;
import org.openspot.parsers.StreamDissector;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.RowSink;

/** The same files as {@link LineSource}, read as a stream; their first line counts as a record. */
final class LogSource implements Source, StreamDissector {
  private final LineSource lines = new LineSource();

  @Override
  public String type() {
    return lines.type();
  }

  @Override
  public TableSpec table() {
    return lines.table();
  }

  @Override
  public Dissector dissector(DissectorSettings settings) {
    return this;
  }

  @Override
  public Instant inspect(String name, Path file) {
    return lines.inspect(name, file);
  }

  @Override
  public byte[] prologue(InputStream content, long offset) {
    return "lines\n".getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void dissect(InputStream content, RowSink sink) throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(content, StandardCharsets.ISO_8859_1));
    int column = table().column("sip");
    long number = 0;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.equals("TORN")) {
        throw new DataException("torn");
      } else if (line.equals("lines")) {
        sink.passOver(number);
      } else if (sink.beginRow(number, LineSource.CAPTURED.getEpochSecond())) {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        sink.setBytes(column, bytes, 0, bytes.length);
        sink.endRow();
      }
      number++;
    }
  }
}
