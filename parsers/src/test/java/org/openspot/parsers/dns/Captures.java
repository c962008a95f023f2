package org.openspot.parsers.dns;

import java.io.IOException;
import java.nio.file.Path;

/** Small captures for tests of other packages. */
public final class Captures {
  private Captures() {}

  /** Writes a capture of so many responses. */
  public static Path of(int packets, Path file) throws IOException {
    CaptureWriter writer = new CaptureWriter();
    for (int i = 0; i < packets; i++) {
      writer.udp(CaptureWriter.response(CaptureWriter.name("www", "example"), 1));
    }
    return writer.write(file);
  }
}
