package org.openspot.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A run of {@code bin/spot}, its output kept in files. */
final class SpotProcess {
  /** How a process killed by SIGKILL ends. */
  static final int KILLED = 137;

  private static final Duration LONGEST = Duration.ofMinutes(4);
  private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();
  private static volatile boolean over;

  private final String name;
  private final Process process;
  private final Path output;
  private final Path error;

  private SpotProcess(String name, Process process, Path output, Path error) {
    this.name = name;
    this.process = process;
    this.output = output;
    this.error = error;
  }

  /**
   * Starts one.
   *
   * @param log the beginning of its output files' paths
   * @param environment added to this process's own, of which nothing of Spot's is left
   */
  static SpotProcess start(Path log, Map<String, String> environment, List<String> command) {
    Path output = log.resolveSibling(log.getFileName() + ".out");
    Path error = log.resolveSibling(log.getFileName() + ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(error.toFile())
            .redirectInput(Path.of("/dev/null").toFile());
    cleanEnvironment(builder);
    builder.environment().putAll(environment);
    try {
      Files.createDirectories(log.getParent());
      if (over) {
        throw new IllegalStateException(log.getFileName() + ": the tests are over");
      }
      Process process = builder.start();
      ALIVE.add(process);
      if (over) {
        // It was just about to be started.
        killAll();
      }
      var unused = process.onExit().thenAccept(ALIVE::remove);
      return new SpotProcess(log.getFileName().toString(), process, output, error);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whoever runs the tests may have settings of his own. */
  static void cleanEnvironment(ProcessBuilder builder) {
    builder.environment().keySet().removeIf(variable -> variable.startsWith("SPOT_"));
  }

  /** Ends what a test left running, and what is started from now on. */
  static void killAll() {
    over = true;
    ALIVE.forEach(Process::destroyForcibly);
  }

  /** The exit status, when it has ended. */
  int status() {
    try {
      if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(name + " does not end:\n" + error());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new AssertionError(name + ": interrupted while it ran:\n" + error(), e);
    }
  }

  /** Waits for its end, which must have that status. */
  SpotProcess endsWith(int status) {
    int found = status();
    assertThat(found).as(() -> "exit status of " + name + ":\n" + error()).isEqualTo(status);
    return this;
  }

  /** Waits until its log says something. */
  SpotProcess says(String text) {
    await(name + " saying " + text)
        .atMost(LONGEST)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> error().contains(text) || !process.isAlive());
    assertThat(error()).contains(text);
    return this;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Sends a signal, if it is still there. */
  void trySignal(String signal) {
    String unused = Shell.run("kill", "-" + signal, Long.toString(process.pid()));
  }

  /** Sends a signal by its name, such as {@code STOP}. */
  void signal(String signal) {
    try {
      int status =
          new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
              .inheritIO()
              .start()
              .waitFor();
      assertThat(status).as("kill -" + signal + " of " + name).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  /** What it wrote to standard output. */
  String output() {
    return read(output);
  }

  /** What it wrote to standard error: its log. */
  String error() {
    return read(error);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
