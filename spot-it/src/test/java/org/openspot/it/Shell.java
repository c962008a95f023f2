package org.openspot.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Short commands of the system. */
final class Shell {
  private static final long SECONDS = 60;

  private Shell() {}

  /** Runs a command; what it said if it failed, nothing if it did not. */
  static String run(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return String.join(" ", command) + " does not end";
      }
      return process.exitValue() == 0
          ? ""
          : String.join(" ", command) + ": status " + process.exitValue() + ": " + said.strip();
    } catch (IOException e) {
      return e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Runs a command that must not fail. */
  static void require(String... command) {
    String said = run(command);
    if (!said.isEmpty()) {
      throw new UncheckedIOException(new IOException(said));
    }
  }
}
