package org.openspot.core.lifecycle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.openspot.core.error.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs components: starts them in order, waits until the daemon is to end, stops them in reverse.
 * It ends when it is told to ({@link #stop}), when a part of it cannot go on ({@link #fail}), or,
 * where asked for, when all parts have been idle long enough. Each of {@link #stop} and {@link
 * #fail} may be called from any thread at any time, also before {@link #run}. Runs once.
 */
public final class Daemon {
  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);

  private final Clock clock;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
  private final List<Idle> idles = new ArrayList<>();
  private Duration idleLimit;

  public Daemon(Clock clock) {
    this.clock = clock;
  }

  /**
   * Makes the daemon end once every part has been idle for {@code limit}. If instead something a
   * part needs has been away for that long, {@link #run} throws. Call before {@link #run}.
   */
  public Daemon untilIdle(Duration limit, List<? extends Idle> parts) {
    idleLimit = limit;
    idles.addAll(parts);
    return this;
  }

  /** Asks the daemon to finish what is in flight and end. Returns at once. */
  public void stop() {
    ended.countDown();
  }

  /** Says that a part cannot go on: the daemon stops, and {@link #run} throws the first such. */
  public void fail(RuntimeException cause) {
    note(cause);
    ended.countDown();
  }

  /**
   * Runs the components until the daemon ends; all of them are stopped when this returns or throws.
   *
   * @throws RuntimeException why it ended, if it was not told to and was not idle
   */
  public void run(List<? extends Component> components) {
    Deque<Component> started = new ArrayDeque<>();
    try {
      for (Component component : components) {
        if (ended.getCount() == 0) {
          break;
        }
        started.push(component);
        component.start();
      }
      await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      note(e);
    } finally {
      started.forEach(this::stop);
    }
    if (failure.get() != null) {
      throw failure.get();
    }
  }

  private void await() throws InterruptedException {
    if (idleLimit == null) {
      ended.await();
      return;
    }
    Instant began = clock.instant();
    while (!ended.await(pause().toMillis(), TimeUnit.MILLISECONDS)) {
      Instant now = clock.instant();
      if (lasted(longest(began, idles.stream().map(Idle::idleSince).toList()), now)) {
        LOG.info("Idle for {} s: stopping", idleLimit.toSeconds());
        return;
      }
      for (Idle part : idles) {
        if (lasted(part.blockedSince(), now)) {
          throw new RetriableException(
              "gave up waiting: what is needed has been away for " + idleLimit.toSeconds() + " s");
        }
      }
    }
  }

  /** Since when all have been idle, the daemon's start at the earliest; empty if any is not. */
  private static Optional<Instant> longest(Instant began, List<Optional<Instant>> since) {
    Instant latest = began;
    for (Optional<Instant> one : since) {
      if (one.isEmpty()) {
        return Optional.empty();
      }
      latest = one.get().isAfter(latest) ? one.get() : latest;
    }
    return Optional.of(latest);
  }

  private boolean lasted(Optional<Instant> since, Instant now) {
    return since.isPresent() && Duration.between(since.get(), now).compareTo(idleLimit) >= 0;
  }

  private Duration pause() {
    Duration tenth = idleLimit.dividedBy(10);
    if (tenth.compareTo(LONGEST_PAUSE) > 0) {
      return LONGEST_PAUSE;
    }
    return tenth.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : tenth;
  }

  private void stop(Component component) {
    try {
      component.stop();
    } catch (RuntimeException e) {
      note(e);
    }
  }

  private void note(RuntimeException cause) {
    if (!failure.compareAndSet(null, cause)) {
      // Only the first is thrown; what follows it is often its consequence, but is not lost.
      LOG.error("Also failed: {}", cause.getMessage(), cause);
    }
  }
}
