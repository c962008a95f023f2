package org.openspot.parsers.flow;

import java.io.IOException;
import java.nio.file.Path;

/** Small nfcapd files for tests of other packages. */
public final class FlowFiles {
  private FlowFiles() {}

  /** Writes one flow in the layout of nfdump 1.6, which is not read without nfdump. */
  public static Path thatNeedNfdump(Path file) throws IOException {
    return new NfcapdWriter(1).flow(new NfcapdWriter.TestFlow()).write(file);
  }
}
