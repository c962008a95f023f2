package org.openspot.store.commit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.openspot.core.lifecycle.Backoff;
import org.openspot.core.lifecycle.FailPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers table partitions behind the commits' back, in their order, for as long as it takes:
 * with Hive away commits go on and this waits. Thread-safe.
 */
public final class RegistrationQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RegistrationQueue.class);
  private static final Duration CLOSING = Duration.ofSeconds(10);
  private static final int REMEMBERED = 10_000;

  private record Entry(long sequence, Set<PartitionRef> partitions) {}

  private final PartitionRegistrar registrar;
  private final Thread thread;
  private final Deque<Entry> waiting = new ArrayDeque<>();
  private final Set<PartitionRef> known = new HashSet<>();

  /** Forgotten since the registration in flight began, which says nothing about them. */
  private final Set<PartitionRef> forgotten = new HashSet<>();

  private long registeredThrough;
  private Instant failingSince;
  private boolean closed;

  /**
   * @param name the topic partition, for the thread's name
   */
  public RegistrationQueue(PartitionRegistrar registrar, String name) {
    this.registrar = registrar;
    this.thread = new Thread(this::run, "register-" + name);
    this.thread.setDaemon(true);
  }

  /** Starts working, with every manifest up to {@code through} registered already. */
  synchronized void start(long through) {
    registeredThrough = through;
    waiting.clear();
    if (!thread.isAlive()) {
      thread.start();
    }
  }

  /** Has table partitions registered again the next time, though they were before. */
  synchronized void forget(Collection<PartitionRef> partitions) {
    known.removeAll(partitions);
    forgotten.addAll(partitions);
  }

  /** Adds the table partitions of a published manifest; may be none. */
  synchronized void add(long sequence, Collection<PartitionRef> partitions) {
    Set<PartitionRef> unknown = new LinkedHashSet<>(partitions);
    unknown.removeAll(known);
    waiting.add(new Entry(sequence, unknown));
    skipEmpty();
    notifyAll();
  }

  private void skipEmpty() {
    while (!waiting.isEmpty() && waiting.peek().partitions().isEmpty()) {
      registeredThrough = Math.max(registeredThrough, waiting.remove().sequence());
    }
  }

  /** Every manifest up to this one has its table partitions in Hive. */
  public synchronized long registeredThrough() {
    return registeredThrough;
  }

  /** The table partitions that still wait. */
  synchronized Set<PartitionRef> pending() {
    Set<PartitionRef> pending = new LinkedHashSet<>();
    waiting.forEach(entry -> pending.addAll(entry.partitions()));
    return pending;
  }

  /** Since when Hive has refused; empty while it answers. */
  public synchronized Optional<Instant> failingSince() {
    return Optional.ofNullable(failingSince);
  }

  private void run() {
    Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15));
    while (true) {
      Set<PartitionRef> next;
      long through;
      synchronized (this) {
        while (waiting.isEmpty() && !closed) {
          if (!waitFor(0)) {
            return;
          }
        }
        if (closed) {
          return;
        }
        next = pending();
        forgotten.clear();
        through = waiting.getLast().sequence();
      }
      try {
        registrar.register(next);
        FailPoint.pass(FailPoints.REGISTERED);
        done(next, through);
        backoff.reset();
      } catch (RuntimeException e) {
        // Also what a driver should not throw: the queue must outlive it.
        if (!failed(e, backoff)) {
          return;
        }
      }
    }
  }

  private synchronized void done(Set<PartitionRef> registered, long through) {
    if (failingSince != null) {
      LOG.info("Hive answers again; {} table partitions registered", registered.size());
      failingSince = null;
    }
    if (known.size() > REMEMBERED) {
      known.clear();
    }
    registered.stream().filter(one -> !forgotten.contains(one)).forEach(known::add);
    while (!waiting.isEmpty() && waiting.peek().sequence() <= through) {
      registeredThrough = Math.max(registeredThrough, waiting.remove().sequence());
    }
    waiting.forEach(entry -> entry.partitions().removeAll(known));
    skipEmpty();
    notifyAll();
  }

  private synchronized boolean failed(RuntimeException e, Backoff backoff) {
    if (failingSince == null) {
      LOG.warn("Registering table partitions waits for Hive: {}", e.getMessage());
      failingSince = Instant.now();
    }
    long deadline = System.nanoTime() + backoff.nextPause().toNanos();
    long left = deadline - System.nanoTime();
    while (!closed && left > 0) {
      if (!waitFor(left / 1_000_000 + 1)) {
        return false;
      }
      left = deadline - System.nanoTime();
    }
    return !closed;
  }

  /** One wait, which its caller repeats; false if the thread was interrupted. */
  @SuppressWarnings("WaitNotInLoop")
  private boolean waitFor(long millis) {
    try {
      wait(millis);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Waits until nothing waits any more, at most so long; true if so. */
  public synchronized boolean awaitEmpty(Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!waiting.isEmpty()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0 || !waitFor(left)) {
        return waiting.isEmpty();
      }
    }
    return true;
  }

  /** Finishes if Hive answers, and stops; what still waits is found again from the log. */
  @Override
  public void close() {
    if (failingSince().isEmpty()) {
      var unused = awaitEmpty(CLOSING);
    }
    synchronized (this) {
      closed = true;
      notifyAll();
    }
  }
}
