package org.openspot.parsers.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteException;
import org.apache.commons.exec.ExecuteResultHandler;
import org.apache.commons.exec.ExecuteStreamHandler;
import org.apache.commons.exec.ProcessDestroyer;
import org.apache.commons.exec.ShutdownHookProcessDestroyer;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.RetriableException;

/**
 * A process started by this one, and gone before {@link #close} returns, with all that it started
 * itself and that did not take pains to get away. Its standard output is the caller's to read; its
 * standard error is read by a thread of its own; its standard input is a file or nothing. It also
 * ends when this Java process does.
 */
public final class ChildProcess implements AutoCloseable {
  private static final ProcessDestroyer AT_EXIT = new ShutdownHookProcessDestroyer();

  private final String name;
  private final Predicate<String> harmless;
  private final CompletableFuture<Process> started = new CompletableFuture<>();
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();
  private final CountDownLatch outputDone = new CountDownLatch(1);
  private ErrorReader errors;
  private Process process;

  private ChildProcess(String name, Predicate<String> harmless) {
    this.name = name;
    this.harmless = harmless;
  }

  /**
   * Starts a process.
   *
   * @param tool what it is, and in which surroundings
   * @param command the absolute path of the executable, then its arguments, passed as they are
   * @throws ConfigException if there is no such executable
   * @throws RetriableException if the machine cannot start a process now
   */
  static ChildProcess start(Tool tool, List<String> command, Predicate<String> harmless) {
    ChildProcess child = new ChildProcess(tool.name(), harmless);
    CommandLine line = new ExactCommandLine(command);
    DefaultExecutor executor = new Launcher(tool);
    executor.setStreamHandler(child.new Streams());
    executor.setExitValues(null);
    executor.setProcessDestroyer(child.new Registration());
    try {
      executor.execute(line, environment(tool.variables()), child.new Result());
      child.process = child.started.join();
      return child;
    } catch (IOException e) {
      throw child.cannotStart(e);
    } catch (CompletionException e) {
      throw child.cannotStart(e.getCause());
    }
  }

  /** Nothing is inherited but the search path: output must not depend on who starts the daemon. */
  private static Map<String, String> environment(Map<String, String> variables) {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    environment.put("TZ", "UTC");
    environment.put("LC_ALL", "C");
    environment.putAll(variables);
    return environment;
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, "tool-" + name);
    thread.setDaemon(true);
    return thread;
  }

  private RuntimeException cannotStart(Throwable cause) {
    String reason = String.valueOf(cause.getMessage());
    // ENOENT, EACCES, ENOEXEC, ENOTDIR: what is not there will not be there next time either.
    if (reason.matches("(?s).*error=(2|8|13|20)\\b.*")) {
      return new ConfigException("cannot run " + name + ": " + reason, cause);
    }
    return new RetriableException("cannot start " + name + ": " + reason, cause);
  }

  InputStream output() {
    return process.getInputStream();
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** True until it has ended. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Asks it to end (SIGTERM). Does not wait. */
  public void terminate() {
    process.toHandle().destroy();
  }

  /** Ends it (SIGKILL). Does not wait; the ends of its streams follow. */
  public void kill() {
    // Not process.destroyForcibly(), which also closes streams under the threads that read them.
    process.toHandle().destroyForcibly();
  }

  /**
   * Waits until it has ended and its standard error is read.
   *
   * @return its exit status, 128 and the signal's number if a signal ended it
   */
  public int waitFor() throws InterruptedException {
    outputDone.countDown();
    try {
      return exit.get();
    } catch (ExecutionException e) {
      throw new RetriableException("cannot tell how " + name + " ended", e.getCause());
    }
  }

  /** Waits until it has ended, but no longer than that; true if it has. */
  public boolean endsWithin(Duration time) throws InterruptedException {
    outputDone.countDown();
    try {
      exit.get(time.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true;
    }
  }

  /** What it wrote to standard error; only after {@link #waitFor}. */
  public Complaints complaints() {
    return errors.complaints();
  }

  /** Ends what it started and left behind, which may hold its output open. It has ended itself. */
  void endLeftovers() {
    Session.end(process.pid());
  }

  /** Kills it if it is there still, and waits until it is gone. */
  @Override
  public void close() {
    boolean interrupted = false;
    if (!exit.isDone()) {
      kill();
    }
    outputDone.countDown();
    process.toHandle().onExit().join();
    endLeftovers();
    while (!exit.isDone()) {
      try {
        exit.get();
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        break; // it has ended, which is all that is asked here
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts a process where the tool is to work, with what it is to read. */
  private static final class Launcher extends DefaultExecutor {
    private final Tool tool;

    @SuppressWarnings("deprecation") // its builder makes no subclass
    Launcher(Tool tool) {
      this.tool = tool;
    }

    @Override
    protected Thread createThread(Runnable task, String name) {
      return daemon(task, tool.name());
    }

    @Override
    protected Process launch(CommandLine command, Map<String, String> environment, File ignored)
        throws IOException {
      ProcessBuilder builder = new ProcessBuilder(command.toStrings());
      builder.environment().clear();
      builder.environment().putAll(environment);
      if (tool.directory() != null) {
        builder.directory(tool.directory().toFile());
      }
      if (tool.input() != null) {
        builder.redirectInput(tool.input().toFile());
      }
      return builder.start();
    }
  }

  /** Leaves standard output to the caller, and keeps it open until the caller has read it. */
  private final class Streams implements ExecuteStreamHandler {
    private Thread errorThread;

    @Override
    public void setProcessInputStream(OutputStream input) throws IOException {
      input.close();
    }

    @Override
    public void setProcessOutputStream(InputStream output) {}

    @Override
    public void setProcessErrorStream(InputStream stream) {
      errors = new ErrorReader(stream, harmless);
      errorThread = daemon(errors, name + "-stderr");
    }

    @Override
    public void start() {
      errorThread.start();
    }

    @Override
    public void stop() throws IOException {
      try {
        outputDone.await();
        errorThread.join();
      } catch (InterruptedException e) {
        throw new IOException("interrupted", e);
      }
    }
  }

  private final class Registration implements ProcessDestroyer {
    @Override
    public boolean add(Process added) {
      boolean registered = AT_EXIT.add(added);
      started.complete(added);
      return registered;
    }

    @Override
    public boolean remove(Process removed) {
      return AT_EXIT.remove(removed);
    }

    @Override
    public int size() {
      return AT_EXIT.size();
    }
  }

  private final class Result implements ExecuteResultHandler {
    @Override
    public void onProcessComplete(int status) {
      exit.complete(status);
    }

    @Override
    public void onProcessFailed(ExecuteException failure) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      started.completeExceptionally(cause);
      exit.completeExceptionally(cause);
    }
  }
}
