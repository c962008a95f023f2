package org.openspot.collector;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openspot.archive.Archive;
import org.openspot.core.error.FileTrouble;
import org.openspot.core.error.FullDisk;
import org.openspot.core.error.RetriableException;
import org.openspot.core.lifecycle.Component;
import org.openspot.core.lifecycle.Idle;
import org.openspot.parsers.Dissector;
import org.openspot.parsers.Source;
import org.openspot.parsers.StreamDissector;
import org.openspot.transport.event.EventCodec;
import org.openspot.transport.event.SchemaStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The collector of one landing directory. One thread finds complete files, several bring them into
 * the archive and Kafka and only then remove them. While Kafka or HDFS is away it waits and tries
 * again, with growing pauses.
 */
public final class Collector implements Component, Idle {
  private static final Logger LOG = LoggerFactory.getLogger(Collector.class);
  private static final Duration FINISH_WITHIN = Duration.ofSeconds(60);
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(50);
  private static final Duration WORK_RECHECK = Duration.ofMillis(250);

  private final CollectorSettings settings;
  private final Feed feed;
  private final Dependencies needs;
  private final Places places;
  private final Clock clock;
  private final Attempts attempts = new Attempts();
  private final Outage outage;
  private final Retirement retirement;
  private final Begun begun;
  private final Tails tails;
  private final LandedWork work;
  private final BlockingQueue<Path> queue;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final CountDownLatch ready = new CountDownLatch(1);

  private volatile LandingScan.Seen seen = new LandingScan.Seen(0, null);
  private volatile Instant idleSince;

  /** How long the pass under way waited for room in the queue; the scanner's own. */
  private long blockedNanos;

  private LandingLock lock;
  private ExecutorService scanner;
  private ExecutorService threads;

  public Collector(CollectorSettings settings, Feed feed, Dependencies needs, Clock clock) {
    this.settings = settings;
    this.feed = feed;
    this.needs = needs;
    this.clock = clock;
    this.places = settings.places(feed.pipeline());
    this.outage = new Outage(clock);
    this.tails =
        needs.dissector() instanceof StreamDissector streaming
            ? new Tails(places, settings.stableFor(), streaming, clock)
            : null;
    this.retirement = new Retirement(places, tails);
    this.begun = new Begun(places.begun());
    FileIngest ingest =
        new FileIngest(feed, needs, begun, places.scratch(), settings.inlineLimit().bytes());
    this.work =
        new LandedWork(ingest, retirement, begun, attempts, outage, needs.rowsOnly(), clock);
    this.queue = new ArrayBlockingQueue<>(settings.parallelFiles());
  }

  /**
   * Takes the landing directory and begins.
   *
   * @throws org.openspot.core.error.ConfigException if another collector has the directory, or a
   *     directory cannot be used
   */
  @Override
  public void start() {
    places.prepare();
    lock = LandingLock.take(places, ProcessHandle.current().pid() + "@" + feed.host());
    places.emptyScratch();
    retirement.restore();
    sweepNotes();
    scanner = Executors.newSingleThreadExecutor();
    threads = Executors.newFixedThreadPool(settings.parallelFiles());
    run(scanner, "scan", this::scan);
    for (int i = 1; i <= settings.parallelFiles(); i++) {
      run(threads, "ingest-" + i, this::ingest);
    }
    LOG.info("pipeline {}: collecting from {}", feed.pipeline(), places.landing());
  }

  private void sweepNotes() {
    try {
      begun.sweep(places.landing());
    } catch (IOException e) {
      throw FullDisk.orUnusable("cannot clean " + places.begun() + ": " + e, e);
    }
  }

  private void run(ExecutorService executor, String name, Task task) {
    executor.execute(
        () -> {
          Thread.currentThread().setName("collector-" + feed.pipeline() + "-" + name);
          try {
            task.run();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (RuntimeException e) {
            needs.fatal().accept(e);
          } catch (Throwable e) {
            needs.fatal().accept(new IllegalStateException("a collector thread died: " + e, e));
          }
        });
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void scan() throws InterruptedException {
    LandingScan scan =
        new LandingScan(places.landing(), settings.stableFor(), attempts, clock, this::enqueue);
    try (LandingHints hints = LandingHints.on(places.landing())) {
      while (!isStopping()) {
        long began = System.nanoTime();
        blockedNanos = 0;
        boolean found = pass(scan);
        Duration took = Duration.ofNanos(System.nanoTime() - began - blockedNanos);
        // A pass over a huge directory is not repeated for every file that lands in it.
        if (stopping.await(max(took, SHORTEST_WAIT).toNanos(), TimeUnit.NANOSECONDS)) {
          return;
        }
        if (found) {
          hints.await(min(untilNextPass(scan), settings.rescanInterval()));
        }
      }
    }
  }

  /** Files in work leave without a hint, and then the collector may be idle. */
  private Duration untilNextPass(LandingScan scan) {
    return attempts.inWork() > 0 || (tails != null && tails.waiting())
        ? min(scan.nextDue(), WORK_RECHECK)
        : scan.nextDue();
  }

  /** Returns false if the directory could not be read. */
  private boolean pass(LandingScan scan) throws InterruptedException {
    try {
      int cutLater = tails == null ? 0 : tails.cut();
      seen = scan.pass();
      boolean idle =
          cutLater == 0 && seen.pending() == 0 && attempts.inWork() == 0 && ready.getCount() == 0;
      if (!idle) {
        idleSince = null;
      } else if (idleSince == null) {
        idleSince = clock.instant();
      }
      return true;
    } catch (IOException e) {
      idleSince = null;
      outage.failed(
          new RetriableException(
              "cannot read the landing directory "
                  + places.landing()
                  + ": "
                  + FileTrouble.reason(e),
              e));
      boolean unused = stopping.await(outage.pause().toMillis(), TimeUnit.MILLISECONDS);
      return false;
    }
  }

  private void enqueue(Path entry) throws InterruptedException {
    long began = System.nanoTime();
    attempts.begin(entry);
    idleSince = null;
    while (!queue.offer(entry, 200, TimeUnit.MILLISECONDS)) {
      if (isStopping()) {
        attempts.end(entry);
        return;
      }
    }
    blockedNanos += System.nanoTime() - began;
  }

  private void ingest() throws InterruptedException {
    while (!isStopping()) {
      if (stopping.await(outage.pause().toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
      if (!prepared()) {
        continue;
      }
      Path next = queue.poll(200, TimeUnit.MILLISECONDS);
      if (next != null) {
        work.on(next);
      }
    }
  }

  /** What must be there before the first event: schemas, the topic, a clean place for uploads. */
  private synchronized boolean prepared() {
    if (ready.getCount() == 0) {
      return true;
    }
    if (!outage.pause().isZero()) {
      return false;
    }
    try {
      needs.archive().sweep(feed.owner());
      needs.schemas().put(EventCodec.SCHEMA);
      needs.schemas().put(needs.source().table().schema());
      LOG.info("pipeline {}: sending to {}", feed.pipeline(), needs.channel().topic());
      ready.countDown();
      outage.ended();
      return true;
    } catch (RetriableException e) {
      outage.failed(e);
      return false;
    }
  }

  /** Finishes the files in work, for up to a minute; then gives them up to the next start. */
  @Override
  public void stop() {
    stopping.countDown();
    if (threads == null) {
      return;
    }
    scanner.shutdownNow();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(FINISH_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("pipeline {}: giving up {} files in work", feed.pipeline(), attempts.inWork());
        threads.shutdownNow();
        if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
          LOG.warn("pipeline {}: a thread does not end", feed.pipeline());
        }
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
    lock.close();
    LOG.info(
        "pipeline {}: stopped after {} files, {} failed",
        feed.pipeline(),
        work.files(),
        work.failed());
  }

  @Override
  public Optional<Instant> idleSince() {
    return Optional.ofNullable(idleSince);
  }

  @Override
  public Optional<Instant> blockedSince() {
    Optional<Instant> away = outage.since();
    Optional<Instant> deferred = attempts.deferredSince();
    return away.isEmpty() || (deferred.isPresent() && deferred.get().isBefore(away.get()))
        ? deferred
        : away;
  }

  /** What is going on. */
  public CollectorState state() {
    LandingScan.Seen last = seen;
    return new CollectorState(
        last.pending(),
        attempts.inWork(),
        Optional.ofNullable(last.oldest()),
        work.files(),
        work.bytes(),
        work.failed(),
        attempts.stuck(),
        outage.since(),
        outage.reason());
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private interface Task {
    void run() throws InterruptedException;
  }

  /**
   * What a collector works with; none of it is closed by it.
   *
   * @param source what kind of files
   * @param dissector reads them
   * @param archive keeps them
   * @param rowsOnly an edge collector: the archive is not for workers to read
   * @param schemas tells workers how to read events
   * @param channel takes the events
   * @param fatal told, once or more, why the collector cannot go on: its owner ends the process
   */
  public record Dependencies(
      Source source,
      Dissector dissector,
      Archive archive,
      boolean rowsOnly,
      SchemaStore schemas,
      EventChannel channel,
      Consumer<RuntimeException> fatal) {}
}
