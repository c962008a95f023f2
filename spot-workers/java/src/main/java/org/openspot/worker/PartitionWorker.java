package org.openspot.worker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.openspot.core.error.CommitStateUnknownException;
import org.openspot.core.error.RetriableException;
import org.openspot.core.lifecycle.Backoff;
import org.openspot.core.lifecycle.FailPoint;
import org.openspot.core.lifecycle.Idle;
import org.openspot.core.lifecycle.Pause;
import org.openspot.store.commit.Committer;
import org.openspot.store.commit.DeadLetter;
import org.openspot.store.commit.LogPosition;
import org.openspot.transport.event.UnknownSchemaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop of one topic partition: claim, then read, ingest and commit until told to stop. What
 * goes wrong outside is waited for; every retry begins at the last commit.
 */
final class PartitionWorker implements Runnable, Idle {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionWorker.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration TOPIC_CHECK = Duration.ofSeconds(5);

  /**
   * What the loop works with.
   *
   * @param name the topic partition, for messages
   * @param reader opened by the loop's thread only
   * @param deadLetters told of dead letters once they are committed
   * @param clock says since when, and nothing of how long: it may be set back
   */
  record Dependencies(
      String name,
      TopicReader reader,
      EventIngest events,
      OpenCommit open,
      Committer committer,
      DeadLetterListener deadLetters,
      Clock clock) {}

  /** Thrown through a dissector to end it between two records. */
  private static final class StopRequested extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StopRequested() {
      super("stopping", null, false, false);
    }
  }

  private final Dependencies with;
  private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15));
  private volatile boolean stopping;
  private volatile Instant idleSince;
  private volatile Instant blockedSince;
  private volatile LogPosition position;
  private volatile String lastTrouble = "";
  private long nextTopicCheckNanos = System.nanoTime();

  PartitionWorker(Dependencies with) {
    this.with = with;
  }

  /** Asks the loop to commit what it has and end. */
  void stop() {
    stopping = true;
  }

  /** The position of the last commit; empty before the first. */
  Optional<LogPosition> position() {
    return Optional.ofNullable(position);
  }

  @Override
  public Optional<Instant> idleSince() {
    return Optional.ofNullable(idleSince);
  }

  @Override
  public Optional<Instant> blockedSince() {
    return Optional.ofNullable(blockedSince).or(with.committer()::blockedSince);
  }

  /** What it waits for, for people; empty while it works. */
  String trouble() {
    if (blockedSince != null) {
      return lastTrouble;
    }
    return with.committer()
        .blockedSince()
        .map(since -> "table partitions wait for Hive since " + since)
        .orElse("");
  }

  /**
   * Works until {@link #stop}.
   *
   * @throws org.openspot.core.error.FencedException if another worker took over
   * @throws OffsetsLostException if events are gone from Kafka
   */
  @Override
  public void run() {
    try {
      boolean claimed = false;
      while (!stopping) {
        try {
          Optional<LogPosition> committed =
              claimed ? with.committer().resume() : with.committer().claim();
          claimed = true;
          with.events().publishSchemas();
          LogPosition from = with.reader().seek(committed);
          if (committed.isPresent() && !committed.get().equals(from)) {
            // A gap that was accepted, or another topic: the log learns of it now, not at the next
            // event.
            with.committer().jumped();
            with.open().open();
          }
          work(from);
        } catch (CommitStateUnknownException e) {
          claimed = false;
          trouble(e);
        } catch (RetriableException | UnknownSchemaException e) {
          trouble(e);
        }
      }
    } finally {
      with.reader().close();
      with.committer().close();
    }
  }

  /** Everything since the last commit is read again after a pause; nothing is cleaned. */
  private void trouble(RuntimeException e) {
    with.open().abandon();
    idleSince = null;
    if (blockedSince == null) {
      blockedSince = with.clock().instant();
    }
    Duration pause = backoff.nextPause();
    if (!lastTrouble.equals(e.getMessage())) {
      LOG.warn("{}: waiting: {}", with.name(), e.getMessage());
      lastTrouble = String.valueOf(e.getMessage());
    }
    long until = System.nanoTime() + pause.toNanos();
    while (!stopping && System.nanoTime() - until < 0) {
      Pause.of(POLL);
    }
  }

  private void recovered() {
    if (blockedSince != null) {
      LOG.info("{}: going on", with.name());
      blockedSince = null;
      lastTrouble = "";
      backoff.reset();
    }
  }

  private void work(LogPosition from) {
    position = from;
    LogPosition next = from;
    while (!stopping) {
      boolean any = false;
      for (ConsumerRecord<byte[], byte[]> record : with.reader().poll(POLL)) {
        FailPoint.pass(WorkerFailPoints.POLLED);
        idleSince = null;
        any = true;
        checkTopic();
        try {
          take(record, next);
        } catch (StopRequested e) {
          commit(next);
          return;
        }
        next =
            new LogPosition(next.topicId(), record.offset() + 1, record.leaderEpoch().orElse(null));
        with.open().open();
        FailPoint.pass(WorkerFailPoints.EVENT_TAKEN);
        if (with.open().isFull() || with.open().isDue()) {
          commit(next);
        }
        if (stopping) {
          break;
        }
      }
      if (with.open().isDue()) {
        commit(next);
      }
      if (!any) {
        atRest();
      }
      recovered();
    }
    if (!with.open().isEmpty()) {
      commit(next);
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record, LogPosition before) {
    with.events()
        .take(
            record.value(),
            record.offset(),
            with.open(),
            sink -> {
              if (stopping) {
                sink.accountSoFar();
                throw new StopRequested();
              }
              if (with.open().isFull()) {
                sink.accountSoFar();
                commit(before);
              }
            });
  }

  private void commit(LogPosition through) {
    List<DeadLetter> deadLetters = with.open().commit(through);
    position = through;
    with.deadLetters().committed(deadLetters);
  }

  private void checkTopic() {
    if (System.nanoTime() - nextTopicCheckNanos >= 0) {
      with.reader().requireSameTopic();
      nextTopicCheckNanos = System.nanoTime() + TOPIC_CHECK.toNanos();
    }
  }

  private void atRest() {
    checkTopic();
    if (!with.open().isEmpty() || !with.committer().isSettled() || !with.reader().isAtEnd()) {
      idleSince = null;
    } else if (idleSince == null) {
      idleSince = with.clock().instant();
    }
  }
}
