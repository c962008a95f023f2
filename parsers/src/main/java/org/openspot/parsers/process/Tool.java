package org.openspot.parsers.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.DataException;
import org.openspot.core.error.RetriableException;

/**
 * An executable of this machine, run without a shell through Apache Commons Exec. Immutable; each
 * run is on the thread that asks for it.
 *
 * <p>A run sees {@code TZ=UTC}, {@code LC_ALL=C}, the search path, the variables it was given, and
 * nothing else of the environment. It gives up what privileges its {@link ToolLimits} say; memory,
 * processor time, files, open files and processes are limited, and core dumps are off, by what
 * util-linux brings ({@link Confinement}). It ends with this process, and what it started ends with
 * it.
 *
 * @param name what messages call it
 * @param executable its absolute path
 * @param variables of the environment, beside the usual ones
 * @param directory where it works; null for where this process does
 * @param input what its standard input is; null for nothing
 */
public record Tool(
    String name, Path executable, Map<String, String> variables, Path directory, Path input) {
  private static final long WATCH_MILLIS = 100;

  /** SIGHUP, SIGINT and SIGTERM: somebody stops the whole group, which says nothing of the file. */
  private static final Set<Integer> ENDED_FROM_OUTSIDE = Set.of(128 + 1, 128 + 2, 128 + 15);

  private static final int NOT_EXECUTABLE = 126;
  private static final int NOT_FOUND = 127;
  private static final int LAST_SIGNAL = 64;
  private static final int PROCESSOR_TIME_IS_UP = 128 + 24; // SIGXCPU
  private static final int FILE_IS_TOO_LARGE = 128 + 25; // SIGXFSZ

  private static final ScheduledExecutorService WATCH =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "tool-watch");
            thread.setDaemon(true);
            return thread;
          });

  private enum Ending {
    ITS_OWN,
    TIMEOUT,
    INTERRUPT
  }

  /**
   * Finds a tool.
   *
   * @param command an absolute path, or a name to look for in PATH
   * @throws ConfigException if there is no such executable file
   */
  public static Tool locate(String command) {
    return find(command)
        .orElseThrow(
            () ->
                new ConfigException(
                    command.startsWith("/")
                        ? command + " is not an executable file"
                        : command + " is not in PATH (" + System.getenv("PATH") + ")"));
  }

  static Optional<Tool> find(String command) {
    try {
      Path path = Path.of(command);
      if (path.isAbsolute()) {
        return isProgram(path) ? Optional.of(tool(path)) : Optional.empty();
      }
      if (command.isEmpty() || path.getNameCount() != 1) {
        throw new ConfigException("'" + command + "' is neither an absolute path nor a name");
      }
      String search = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
      for (String directory : search.split(File.pathSeparator, -1)) {
        Path candidate = Path.of(directory, command);
        if (candidate.isAbsolute() && isProgram(candidate)) {
          return Optional.of(tool(candidate));
        }
      }
      return Optional.empty();
    } catch (InvalidPathException e) {
      throw new ConfigException("'" + command + "' is not a path: " + e.getReason(), e);
    }
  }

  private static Tool tool(Path path) {
    return new Tool(path.getFileName().toString(), path, Map.of(), null, null);
  }

  private static boolean isProgram(Path path) {
    return Files.isRegularFile(path) && Files.isExecutable(path);
  }

  /** The same tool, with these variables in the environment of each run. */
  public Tool with(Map<String, String> others) {
    return new Tool(name, executable, Map.copyOf(others), directory, input);
  }

  /** The same tool, at work in a directory, which its user has to be able to look into. */
  public Tool in(Path place) {
    return new Tool(name, executable, variables, place, input);
  }

  /**
   * The same tool with a file as its standard input. It is opened here: neither its name nor its
   * rights nor those of its directories matter to the tool.
   */
  public Tool reading(Path file) {
    return new Tool(name, executable, variables, directory, file);
  }

  /**
   * Runs the tool to its end.
   *
   * @param arguments passed as they are
   * @param harmless which lines of standard error are mere notices
   * @return what else it wrote to standard error, although it ended with status 0
   * @throws DataException if it takes too long, or ends with another status or by a signal
   * @throws ConfigException if it cannot be run at all
   * @throws RetriableException if this thread is interrupted, which it is still afterwards, or the
   *     machine cannot start a process now
   */
  public Complaints run(
      ToolLimits limits, List<String> arguments, OutputReader output, Predicate<String> harmless) {
    Thread caller = Thread.currentThread();
    if (caller.isInterrupted()) {
      throw new RetriableException("interrupted before " + name + " was started");
    }
    AtomicReference<Ending> ending = new AtomicReference<>(Ending.ITS_OWN);
    try (ChildProcess child = ChildProcess.start(this, command(limits, arguments), harmless)) {
      TimedInput input = new TimedInput(child.output());
      ScheduledFuture<?> watch =
          WATCH.scheduleWithFixedDelay(
              () -> watch(child, caller, input, limits, ending),
              WATCH_MILLIS,
              WATCH_MILLIS,
              TimeUnit.MILLISECONDS);
      try {
        output.read(input);
        input.begin();
        return judge(child.waitFor(), child.complaints(), ending.get(), limits);
      } finally {
        watch.cancel(false);
      }
    } catch (IOException e) {
      throw new RetriableException("cannot read what " + name + " prints", e);
    } catch (InterruptedException e) {
      caller.interrupt();
      throw new RetriableException("interrupted while " + name + " was running", e);
    }
  }

  /** A blocked read of a pipe notices neither interrupts nor deadlines: this ends it. */
  private static void watch(
      ChildProcess child,
      Thread caller,
      TimedInput input,
      ToolLimits limits,
      AtomicReference<Ending> ending) {
    if (!child.isAlive()) {
      child.endLeftovers();
      return;
    }
    if (caller.isInterrupted()) {
      ending.set(Ending.INTERRUPT);
      child.kill();
    } else if (input.waitedNanos() > limits.timeout().toNanos()) {
      ending.set(Ending.TIMEOUT);
      child.kill();
    }
  }

  private Complaints judge(int status, Complaints complaints, Ending ending, ToolLimits limits) {
    if (ending == Ending.INTERRUPT) {
      throw new RetriableException("interrupted while " + name + " was running");
    }
    if (ending == Ending.TIMEOUT) {
      throw new DataException(name + " took longer than " + limits.timeout());
    }
    if (status == 0) {
      return complaints;
    }
    String reason = complaints.isEmpty() ? "" : ": " + complaints.firstLine();
    if (status == NOT_EXECUTABLE || status == NOT_FOUND) { // by util-linux, and by convention
      throw new ConfigException("cannot run " + name + reason);
    }
    if (ENDED_FROM_OUTSIDE.contains(status)) {
      throw new RetriableException(name + " was asked to end, as when this machine stops us both");
    }
    if (status == PROCESSOR_TIME_IS_UP) {
      throw new DataException(
          name + " used more than " + limits.timeout() + " of processor time" + reason);
    }
    if (status == FILE_IS_TOO_LARGE) {
      throw new DataException(
          name + " wrote a file of more than " + limits.fileBytes() + " bytes" + reason);
    }
    throw new DataException(
        name
            + (status > 128 && status <= 128 + LAST_SIGNAL
                ? " was ended by signal " + (status - 128)
                : " failed with status " + status)
            + reason);
  }

  /**
   * Starts the tool to run beside this thread, until it is closed. It should print little: nobody
   * reads it.
   *
   * @throws ConfigException if it cannot be run at all
   * @throws RetriableException if the machine cannot start a process now
   */
  public ChildProcess start(ToolLimits limits, List<String> arguments) {
    return ChildProcess.start(this, command(limits, arguments), Complaints.NOTHING_IS_HARMLESS);
  }

  private List<String> command(ToolLimits limits, List<String> arguments) {
    List<String> command = new ArrayList<>(Confinement.prefix(limits));
    command.add(executable.toString());
    command.addAll(arguments);
    return command;
  }
}
