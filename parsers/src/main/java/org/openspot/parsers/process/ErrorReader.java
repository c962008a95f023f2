package org.openspot.parsers.process;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/**
 * Reads a standard error to its end and keeps what matters, whatever its length. One thread fills
 * it; the result may be read once that thread has ended.
 */
final class ErrorReader implements Runnable {
  private final InputStream stream;
  private final Predicate<String> harmless;
  private final StringBuilder kept = new StringBuilder();
  private long notices;

  ErrorReader(InputStream stream, Predicate<String> harmless) {
    this.stream = new BufferedInputStream(stream);
    this.harmless = harmless;
  }

  @Override
  public void run() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      for (int b = stream.read(); b >= 0; b = stream.read()) {
        if (b == '\n') {
          take(line.toString(StandardCharsets.UTF_8));
          line.reset();
        } else if (line.size() < Complaints.LIMIT) {
          line.write(b);
        }
      }
    } catch (IOException e) {
      take("standard error could not be read: " + e.getMessage());
    }
    take(line.toString(StandardCharsets.UTF_8));
  }

  private void take(String raw) {
    String line = raw.strip();
    if (line.isEmpty()) {
      return;
    }
    if (harmless.test(line)) {
      notices++;
      return;
    }
    int room = Complaints.LIMIT - kept.length();
    if (room > 1) {
      if (!kept.isEmpty()) {
        kept.append('\n');
      }
      kept.append(line, 0, Math.min(line.length(), room - 1));
    }
  }

  Complaints complaints() {
    return new Complaints(kept.toString(), notices);
  }
}
