package org.openspot.parsers.process;

import java.io.IOException;
import java.io.InputStream;

/** Takes what a tool prints. */
@FunctionalInterface
public interface OutputReader {
  /**
   * Reads the tool's standard output to its end, on the thread that runs the tool. What it throws
   * ends the tool and is thrown on unchanged; an {@link IOException} is for the stream's own alone.
   */
  void read(InputStream output) throws IOException;
}
