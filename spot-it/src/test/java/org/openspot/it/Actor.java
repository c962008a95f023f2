package org.openspot.it;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.openspot.core.lifecycle.FailPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A daemon of ours under a supervisor, which starts it again when it ends, as systemd does with the
 * units of this project: whatever its status, but for 2, which says that trying again is no help.
 */
final class Actor {
  private static final Logger LOG = LoggerFactory.getLogger(Actor.class);
  private static final long PAUSE_NANOS = 300_000_000L;
  private static final long LONGEST_PAUSE_NANOS = 4_000_000_000L;
  private static final long QUICK_NANOS = 5_000_000_000L;
  private static final int GIVES_UP = 2;

  private final String name;
  private final Start start;
  private final Supplier<List<String>> command;
  private final List<String> deaths;
  private Map<String, String> next = Map.of();
  private SpotProcess process;
  private long startedAt;
  private long dueAt;
  private long pause = PAUSE_NANOS;
  private boolean wanted;
  private boolean gaveUp;

  /** Starts a process of a name, with more in its environment. */
  interface Start {
    SpotProcess start(String name, Map<String, String> environment, List<String> command);
  }

  /**
   * @param command asked each time it is started
   * @param deaths is told how it ended, but for the ends that were meant
   */
  Actor(String name, Start start, Supplier<List<String>> command, List<String> deaths) {
    this.name = name;
    this.start = start;
    this.command = command;
    this.deaths = deaths;
  }

  String name() {
    return name;
  }

  synchronized void start() {
    wanted = true;
    if (process == null || !process.isAlive()) {
      Map<String, String> environment = next;
      next = Map.of();
      process = start.start(name, environment, command.get());
      startedAt = System.nanoTime();
      dueAt = 0;
    }
  }

  /** Ends it for good. */
  synchronized void end() {
    wanted = false;
    if (process != null && process.isAlive()) {
      process.signal("KILL");
    }
  }

  /** Starts it again if it has ended and its time has come. */
  synchronized void supervise() {
    if (!wanted || gaveUp || process.isAlive()) {
      return;
    }
    long now = System.nanoTime();
    if (dueAt == 0) {
      died(now);
    }
    if (now - dueAt >= 0 && !gaveUp) {
      start();
    }
  }

  private void died(long now) {
    int status = process.status();
    if (status != SpotProcess.KILLED && status != 0) {
      String last = process.error().lines().reduce("", (one, other) -> other);
      LOG.info("{} ended with status {}: {}", name, status, last);
      deaths.add(name + " ended with status " + status + ": " + last);
    }
    gaveUp = status == GIVES_UP;
    boolean quick = now - startedAt < QUICK_NANOS && status != SpotProcess.KILLED;
    pause = quick ? Math.min(2 * pause, LONGEST_PAUSE_NANOS) : PAUSE_NANOS;
    dueAt = now + pause;
  }

  /** Whether an end is one after which systemd would not start it again. */
  static boolean givesUp(String death) {
    return death.contains(" ended with status " + GIVES_UP + ":");
  }

  synchronized void signal(String signal) {
    if (process != null && process.isAlive()) {
      process.trySignal(signal);
    }
  }

  /** Kills it; the one started instead kills itself at a fail point. */
  synchronized void dieAt(String point, long passage) {
    next = Map.of(FailPoint.VARIABLE, point + ":" + passage);
    signal("KILL");
  }

  /** Kills it; the one started instead has other variables too. */
  synchronized void with(Map<String, String> environment) {
    next = new TreeMap<>(environment);
    signal("KILL");
  }

  /** It goes on; nothing that was prepared for the next one holds any more. */
  synchronized void heal() {
    next = Map.of();
    gaveUp = false;
    signal("CONT");
  }
}
