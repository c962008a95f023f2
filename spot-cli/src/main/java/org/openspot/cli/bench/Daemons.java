package org.openspot.cli.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openspot.core.error.RetriableException;

/** A collector and a worker as processes of their own, as an admin runs them. */
public final class Daemons implements AutoCloseable {
  private final List<Process> processes = new ArrayList<>();
  private final Path log;

  private Daemons(Path log) {
    this.log = log;
  }

  /**
   * Starts both.
   *
   * @param spot the command, {@code bin/spot}
   * @param environment settings that differ from the configuration
   * @param log where both write
   */
  public static Daemons start(
      Path spot, String pipeline, Map<String, String> environment, Path log) {
    Daemons daemons = new Daemons(log);
    try {
      for (String command : List.of("collector", "worker")) {
        ProcessBuilder builder =
            new ProcessBuilder(spot.toString(), command, "--pipeline", pipeline);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        builder.redirectOutput(
            ProcessBuilder.Redirect.appendTo(new File(log + "." + command + ".log")));
        daemons.processes.add(builder.start());
      }
      return daemons;
    } catch (IOException e) {
      daemons.close();
      throw new RetriableException("cannot start " + spot + ": " + e.getMessage(), e);
    }
  }

  /** Throws if one of them has ended. */
  public void requireAlive() {
    for (Process process : processes) {
      if (!process.isAlive()) {
        throw new RetriableException("a daemon ended early: see " + log + ".*.log");
      }
    }
  }

  @Override
  public void close() {
    processes.forEach(Process::destroy);
    for (Process process : processes) {
      try {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
