package org.openspot.worker;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openspot.core.error.SpotException;
import org.openspot.core.lifecycle.FailPoint;
import org.openspot.transport.kafka.KafkaSettings;
import org.openspot.transport.kafka.WorkerPresence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says every few seconds that a worker is alive, and how far it is on each of its partitions. */
public final class Heartbeat implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  /** How often a worker says that it is alive. */
  public static final Duration INTERVAL = Duration.ofSeconds(5);

  /**
   * One partition that is worked on.
   *
   * @param nextOffset the first offset that is not committed
   * @param trouble what it waits for; empty while it works
   */
  public record Beat(int partition, long nextOffset, String trouble) {}

  private final WorkerPresence presence;
  private final String topic;
  private final String worker;
  private final Clock clock;
  private final Supplier<List<Beat>> beats;
  private ScheduledExecutorService executor;

  /**
   * @param group the consumer group through which it is told
   * @param worker who this is, {@code pid@host}
   * @param beats the partitions that are worked on at the moment; from any thread
   */
  public Heartbeat(
      KafkaSettings kafka,
      String group,
      String topic,
      String worker,
      Clock clock,
      Supplier<List<Beat>> beats) {
    this.presence = new WorkerPresence(kafka, group);
    this.topic = topic;
    this.worker = worker;
    this.clock = clock;
    this.beats = beats;
  }

  /** Begins. */
  public void start() {
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "heartbeat");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        executor.scheduleWithFixedDelay(
            () -> report(beats.get()), 1, INTERVAL.toSeconds(), TimeUnit.SECONDS);
  }

  private void report(List<Beat> all) {
    try {
      for (Beat beat : all) {
        presence.report(
            topic,
            beat.partition(),
            new WorkerPresence.Sighting(
                beat.nextOffset(), worker, clock.instant(), beat.trouble()));
      }
      FailPoint.pass(WorkerFailPoints.OFFSETS_REPORTED);
    } catch (SpotException e) {
      LOG.debug("Offsets could not be reported", e);
    }
  }

  /** Ends, with one more report. */
  @Override
  public void close() {
    if (executor != null) {
      executor.shutdownNow();
      report(beats.get());
    }
    presence.close();
  }
}
