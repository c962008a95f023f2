package org.openspot.collector;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a hint that something landed. Hints may be missed, late or wrong: the next pass over
 * the directory decides. Used by one thread.
 */
final class LandingHints implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LandingHints.class);

  private final WatchService watch;
  private final CountDownLatch never = new CountDownLatch(1);

  private LandingHints(WatchService watch) {
    this.watch = watch;
  }

  static LandingHints on(Path landing) {
    try {
      WatchService watch = landing.getFileSystem().newWatchService();
      landing.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      return new LandingHints(watch);
    } catch (IOException e) {
      LOG.warn("no hints from the kernel for {}, files are found by rescans only: {}", landing, e);
      return new LandingHints(null);
    }
  }

  /** Returns after a hint or the time, whichever is first. */
  void await(Duration longest) throws InterruptedException {
    long nanos = Math.max(0, longest.toNanos());
    if (watch == null) {
      boolean unused = never.await(nanos, TimeUnit.NANOSECONDS);
      return;
    }
    WatchKey key = watch.poll(nanos, TimeUnit.NANOSECONDS);
    if (key != null) {
      key.pollEvents();
      key.reset();
    }
  }

  @Override
  public void close() {
    if (watch != null) {
      try {
        watch.close();
      } catch (IOException e) {
        LOG.debug("closing the watch on the landing directory", e);
      }
    }
  }
}
