package org.openspot.worker.spark;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.sql.SparkSession;
import org.openspot.core.error.CommitStateUnknownException;
import org.openspot.core.error.RetriableException;
import org.openspot.core.lifecycle.Backoff;
import org.openspot.core.lifecycle.Component;
import org.openspot.core.lifecycle.Idle;
import org.openspot.core.lifecycle.Pause;
import org.openspot.store.commit.LogPosition;
import org.openspot.store.commit.PartitionRegistrar;
import org.openspot.store.commit.RegistrationQueue;
import org.openspot.store.commit.TableCommitter;
import org.openspot.store.swap.SwapLog;
import org.openspot.transport.event.UnknownSchemaException;
import org.openspot.transport.kafka.EventConsumers;
import org.openspot.transport.kafka.EventProducer;
import org.openspot.transport.kafka.KafkaSettings;
import org.openspot.transport.kafka.Topics;
import org.openspot.worker.DeadLetterTopic;
import org.openspot.worker.Heartbeat;
import org.openspot.worker.TopicReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker daemon on Spark: tasks stage, the driver claims and commits, with the commit protocol
 * and the commit logs of the Java worker, so that either takes over from the other at a commit.
 * {@link #stop} lets a batch in work come to its commit.
 */
public final class SparkWorker implements Component, Idle {
  private static final Logger LOG = LoggerFactory.getLogger(SparkWorker.class);
  private static final Duration STOPPING = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration TOPIC_CHECK = Duration.ofSeconds(5);

  /**
   * What a worker is bound to.
   *
   * @param pipeline its name, for Spark's screens
   * @param topic the pipeline's topic
   * @param partitions of it
   * @param group the consumer group whose offsets show lag and life
   * @param worker who this is, {@code pid@host}
   * @param acceptGap go on after offsets that are gone from Kafka
   */
  public record Binding(
      String pipeline,
      String topic,
      List<Integer> partitions,
      String group,
      String worker,
      boolean acceptGap) {}

  /**
   * What a worker works with; it closes none of it.
   *
   * @param tasks what is sent to tasks
   * @param registrar shared by all partitions: must be thread-safe
   * @param clock says since when, and nothing of how long: it may be set back
   */
  public record Dependencies(
      KafkaSettings kafka, TaskParts tasks, PartitionRegistrar registrar, Clock clock) {}

  private final Binding binding;
  private final SparkSettings settings;
  private final Dependencies with;
  private final Consumer<RuntimeException> onFailure;
  private final Topics topics;
  private final EventProducer producer;
  private final Heartbeat heartbeat;
  private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15));
  private final Thread thread;
  private volatile List<BoundPartition> partitions = List.of();
  private volatile boolean stopping;
  private volatile Instant idleSince;
  private volatile Instant blockedSince;
  private volatile String trouble = "";

  /**
   * @param onFailure told, once, why it cannot go on
   */
  public SparkWorker(
      Binding binding,
      SparkSettings settings,
      Dependencies with,
      Consumer<RuntimeException> onFailure) {
    this.binding = binding;
    this.settings = settings;
    this.with = with;
    this.onFailure = onFailure;
    this.topics = new Topics(with.kafka());
    this.producer = new EventProducer(with.kafka());
    this.heartbeat =
        new Heartbeat(
            with.kafka(),
            binding.group(),
            binding.topic(),
            binding.worker(),
            with.clock(),
            this::beats);
    this.thread = new Thread(this::run, "spark-worker-" + binding.pipeline());
  }

  @Override
  public void start() {
    thread.start();
    heartbeat.start();
    LOG.info(
        "Spark worker {} started on {} {}",
        binding.worker(),
        binding.topic(),
        binding.partitions());
  }

  private List<Heartbeat.Beat> beats() {
    List<Heartbeat.Beat> beats = new ArrayList<>();
    for (BoundPartition partition : partitions) {
      LogPosition at = partition.position();
      beats.add(new Heartbeat.Beat(partition.number(), at == null ? 0 : at.nextOffset(), trouble));
    }
    return beats;
  }

  private void run() {
    try (SparkSession spark = session()) {
      work(spark);
    } catch (RuntimeException e) {
      onFailure.accept(e);
    } catch (Throwable e) {
      onFailure.accept(new IllegalStateException("the Spark worker's thread died: " + e, e));
    } finally {
      partitions.forEach(BoundPartition::close);
    }
  }

  private SparkSession session() {
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("openspot-worker-" + binding.pipeline())
            .config("spark.ui.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.streaming.stopTimeout", "30s")
            // We see every failure and begin anew from the commit log.
            .config("spark.task.maxFailures", "1");
    settings.properties().forEach(builder::config);
    if (System.getProperty("spark.master") == null) {
      builder.master(settings.master());
    }
    return builder.getOrCreate();
  }

  private void work(SparkSession spark) {
    TaskParts.Opened parts = null;
    while (!stopping) {
      try {
        if (parts == null) {
          TaskParts.Opened opened = with.tasks().open();
          opened.events().open("driver").publishSchemas();
          partitions = binding.partitions().stream().map(number -> bound(number, opened)).toList();
          parts = opened;
        }
        query(spark);
      } catch (CommitStateUnknownException e) {
        partitions.forEach(BoundPartition::forgetClaim);
        waitAfter(e);
      } catch (RetriableException | UnknownSchemaException e) {
        waitAfter(e);
      }
    }
  }

  private BoundPartition bound(int number, TaskParts.Opened parts) {
    String name = binding.topic() + "-" + number;
    TableCommitter committer =
        new TableCommitter(
            parts.files(),
            new TableCommitter.Settings(
                parts.tables(), name, binding.worker(), parts.settings().checkpointEvery()),
            new SwapLog(parts.files(), parts.tables()),
            new RegistrationQueue(with.registrar(), name),
            with.clock());
    return new BoundPartition(
        number,
        new TopicReader(
            EventConsumers.open(with.kafka(), binding.group()),
            topics,
            new TopicPartition(binding.topic(), number),
            binding.acceptGap()),
        committer,
        new DeadLetterTopic(producer, topics, binding.topic()));
  }

  /** One query, until told to stop or until something fails. */
  private void query(SparkSession spark) {
    Map<Integer, Long> offsets = new TreeMap<>();
    Map<Integer, String> staging = new TreeMap<>();
    Map<Integer, BoundPartition> byNumber = new TreeMap<>();
    String topicId = null;
    for (BoundPartition partition : partitions) {
      LogPosition from = partition.begin();
      topicId = from.topicId();
      offsets.put(partition.number(), from.nextOffset());
      staging.put(partition.number(), partition.committer().stagingDirectory());
      byNumber.put(partition.number(), partition);
    }
    StageTask task = new StageTask(with.tasks(), binding.topic(), topicId, staging);
    try (BatchQuery query =
        BatchQuery.start(
            spark,
            settings,
            EventConsumers.sparkProperties(with.kafka()),
            offsets,
            task,
            batch -> {
              idleSince = null;
              byNumber.get(batch.partition()).commit(batch.commit());
            })) {
      long nextCheck = System.nanoTime() + TOPIC_CHECK.toNanos();
      while (query.runsFor(LOOK)) {
        if (stopping) {
          finish(query);
          return;
        }
        if (System.nanoTime() - nextCheck >= 0) {
          partitions.forEach(BoundPartition::requireSameTopic);
          nextCheck = System.nanoTime() + TOPIC_CHECK.toNanos();
        }
        look(query);
      }
    }
  }

  private void look(BatchQuery query) {
    boolean atRest = !query.isBusy() && partitions.stream().allMatch(BoundPartition::isAtRest);
    if (!atRest) {
      idleSince = null;
    } else if (idleSince == null) {
      idleSince = with.clock().instant();
    }
    recovered();
  }

  /** A batch in work comes to its commit, unless that takes too long: then it is dropped. */
  private void finish(BatchQuery query) {
    long until = System.nanoTime() + STOPPING.toNanos() / 2;
    while (query.isBusy() && System.nanoTime() - until < 0 && query.runsFor(LOOK)) {
      LOG.debug("Waiting for the batch in work");
    }
  }

  private void waitAfter(RuntimeException e) {
    idleSince = null;
    if (blockedSince == null) {
      blockedSince = with.clock().instant();
    }
    if (!trouble.equals(e.getMessage())) {
      LOG.warn("{}: waiting: {}", binding.topic(), e.getMessage());
      trouble = String.valueOf(e.getMessage());
    }
    long until = System.nanoTime() + backoff.nextPause().toNanos();
    while (!stopping && System.nanoTime() - until < 0) {
      Pause.of(LOOK);
    }
  }

  private void recovered() {
    if (blockedSince != null) {
      LOG.info("{}: going on", binding.topic());
      blockedSince = null;
      trouble = "";
      backoff.reset();
    }
  }

  @Override
  public Optional<Instant> idleSince() {
    return Optional.ofNullable(idleSince);
  }

  @Override
  public Optional<Instant> blockedSince() {
    Instant own = blockedSince;
    return own != null
        ? Optional.of(own)
        : partitions.stream()
            .flatMap(partition -> partition.committer().blockedSince().stream())
            .min(Instant::compareTo);
  }

  @Override
  public void stop() {
    stopping = true;
    try {
      thread.join(STOPPING.toMillis());
      if (thread.isAlive()) {
        LOG.warn("The Spark worker did not end in {} s", STOPPING.toSeconds());
        thread.interrupt();
        thread.join(STOPPING.toMillis() / 4);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    heartbeat.close();
    producer.close();
    topics.close();
    LOG.info("Spark worker {} stopped", binding.worker());
  }
}
