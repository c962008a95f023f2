package org.openspot.parsers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openspot.core.error.DataException;
import org.openspot.core.error.RetriableException;
import org.openspot.schema.row.RowSink;

/**
 * A dissector that needs its input once, from the beginning to the end, and no more of it in memory
 * than a record: logs. Collectors dissect such sources themselves at any size, from the archived
 * copy, and send rows only.
 */
public interface StreamDissector extends Dissector {
  /**
   * Pushes every record of the input into the sink; as {@link Dissector#dissect}.
   *
   * @param content from its first byte; read to its end, closed by the caller
   * @throws IOException if it cannot be read
   * @throws DataException if the rest of it makes no sense
   */
  void dissect(InputStream content, RowSink sink) throws IOException;

  /**
   * What must stand in front of a part of an input so that it is understood as it would be in its
   * place: the directive in force there.
   *
   * @param content from its first byte; closed by the caller
   * @param offset where the part begins
   * @return at most a few KiB, empty unless a source needs more; whole records, none of them a row
   */
  default byte[] prologue(InputStream content, long offset) throws IOException {
    return new byte[0];
  }

  @Override
  default void dissect(Path file, RowSink sink) {
    try (InputStream content = Files.newInputStream(file)) {
      dissect(content, sink);
    } catch (UncheckedIOException | IOException e) {
      throw new RetriableException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
