package org.openspot.parsers;

import java.nio.file.Path;
import java.time.Instant;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.DataException;
import org.openspot.core.error.RetriableException;
import org.openspot.schema.row.RowSink;

/**
 * Turns the records of one original into rows. Safe to use from several threads, each with a file
 * and a sink of its own.
 *
 * <p>Both methods take an absolute path to a private regular file; the original's own name is
 * passed beside it and never used as a path.
 */
public interface Dissector {
  /**
   * Looks at the beginning of a file: is it of this source, and when was it captured? The answer
   * depends on name and content only, so it is the same each time a file lands.
   *
   * @return when the capture began, {@link Instant#EPOCH} where neither name nor content say
   * @throws DataException if the file is empty, unfinished or not of this source: it goes to
   *     failed/
   */
  Instant inspect(String name, Path file);

  /**
   * Pushes every record of the file into the sink, in the order of the input. When it throws,
   * everything the sink was given before is good, and the first record it was not given is where
   * the dead letter begins.
   *
   * <p>Interrupting the thread ends any process started here and throws {@link RetriableException}.
   * What the sink throws is thrown on unchanged.
   *
   * @throws DataException if the rest of the file cannot be read
   * @throws RetriableException if the machine, not the file, is in the way
   * @throws ConfigException if a tool is missing or cannot be run
   */
  void dissect(Path file, RowSink sink);
}
