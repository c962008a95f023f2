package org.openspot.it;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The services of the stack, as a fault hits them, and brought up again in the background. */
final class Services implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Services.class);
  private static final Map<String, String> PLACES =
      Map.of("kafka", "kafka", "namenode", "hdfs", "datanode", "hdfs", "hiveserver2", "hive");
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private final RealStack stack;
  private final Thread thread;
  private boolean wanted;
  private boolean working;
  private boolean closed;

  Services(RealStack stack) {
    this.stack = stack;
    this.thread = new Thread(this::keepUp, "services");
    thread.setDaemon(true);
    thread.start();
  }

  static boolean has(String name) {
    return PLACES.containsKey(name);
  }

  /** Kills a service and waits until it is gone. */
  void kill(String name) {
    process(name)
        .ifPresent(
            process -> {
              process.destroyForcibly();
              try {
                process.onExit().get(30, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (ExecutionException | TimeoutException e) {
                LOG.warn("{} does not go: {}", name, e.toString());
              }
            });
  }

  void signal(String name, String signal) {
    process(name)
        .ifPresent(
            process -> {
              String unused = Shell.run("kill", "-" + signal, Long.toString(process.pid()));
            });
  }

  private Optional<ProcessHandle> process(String name) {
    Path file = stack.config().home().resolve("stack/" + PLACES.get(name) + "/" + name + ".pid");
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ProcessHandle.of(Long.parseLong(properties.getProperty("pid")));
  }

  /** Has whatever is down started again; returns at once. */
  synchronized void startAgain() {
    wanted = true;
    notifyAll();
  }

  /** Lets every service go on, starts what is down, and returns when all answer. */
  void heal() {
    PLACES.keySet().forEach(name -> signal(name, "CONT"));
    long deadline = System.nanoTime() + LONGEST.toNanos();
    startAgain();
    synchronized (this) {
      try {
        while (wanted || working) {
          if (System.nanoTime() > deadline) {
            throw new IllegalStateException("the stack does not come up again: see the log");
          }
          wait(1000);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  private void keepUp() {
    while (awaitWork()) {
      boolean up = false;
      try {
        stack.up(LOG::debug);
        up = true;
      } catch (RuntimeException e) {
        // Killed again while it started, or its port is not free yet.
        LOG.debug("once more: {}", e.getMessage());
      }
      synchronized (this) {
        working = false;
        wanted |= !up;
        notifyAll();
        if (!up) {
          pause();
        }
      }
    }
  }

  private synchronized boolean awaitWork() {
    while (!wanted && !closed) {
      pause();
    }
    wanted = false;
    working = !closed;
    return !closed;
  }

  @SuppressWarnings("WaitNotInLoop")
  private synchronized void pause() {
    try {
      wait(500);
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
