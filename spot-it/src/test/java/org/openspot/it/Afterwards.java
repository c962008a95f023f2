package org.openspot.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command that is run when this process ends, however it ends: by a shell that waits for it,
 * which the kernel tells by closing the shell's input.
 */
final class Afterwards implements AutoCloseable {
  private static final long ENDING_SECONDS = 90;

  private final String what;
  private final Process shell;

  private Afterwards(String what, Process shell) {
    this.what = what;
    this.shell = shell;
  }

  /**
   * Has a command run afterwards.
   *
   * @param what it does, for people
   * @param log where its output goes
   */
  static Afterwards run(String what, Path log, String... command) {
    List<String> line =
        new ArrayList<>(
            List.of("sh", "-c", "trap '' INT TERM HUP; cat >/dev/null; exec \"$@\"", "sh"));
    line.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(line);
    SpotProcess.cleanEnvironment(builder);
    try {
      return new Afterwards(
          what, builder.redirectErrorStream(true).redirectOutput(log.toFile()).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs it now, and waits. */
  @Override
  public void close() {
    try {
      shell.getOutputStream().close();
      if (!shell.waitFor(ENDING_SECONDS, TimeUnit.SECONDS)) {
        System.err.println(what + ": not done after " + ENDING_SECONDS + " s");
      }
    } catch (IOException | InterruptedException e) {
      System.err.println(what + ": perhaps not done: " + e);
    }
  }
}
