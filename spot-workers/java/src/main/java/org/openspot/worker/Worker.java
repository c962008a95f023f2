package org.openspot.worker;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.openspot.archive.Archive;
import org.openspot.core.lifecycle.Component;
import org.openspot.core.lifecycle.Idle;
import org.openspot.parsers.Dissector;
import org.openspot.schema.row.DerivedRows;
import org.openspot.store.commit.PartitionRegistrar;
import org.openspot.store.commit.RegistrationQueue;
import org.openspot.store.commit.TableCommitter;
import org.openspot.store.commit.TableLocations;
import org.openspot.store.files.TableFiles;
import org.openspot.store.swap.SwapLog;
import org.openspot.transport.event.SchemaStore;
import org.openspot.transport.kafka.EventConsumers;
import org.openspot.transport.kafka.EventProducer;
import org.openspot.transport.kafka.KafkaSettings;
import org.openspot.transport.kafka.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker daemon of one pipeline: a thread for each topic partition it is bound to. {@link
 * #stop} commits what was read so far.
 */
public final class Worker implements Component, Idle {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final double MOST_OF_HEAP = 0.75;
  private static final Duration STOPPING = Duration.ofSeconds(30);

  /**
   * What a worker is bound to.
   *
   * @param topic the pipeline's topic
   * @param partitions of it
   * @param group the consumer group whose offsets show lag and life
   * @param worker who this is, {@code pid@host}
   * @param scratch a local directory of this process's own, for fetched originals
   * @param acceptGap go on after offsets that are gone from Kafka
   */
  public record Binding(
      String topic,
      List<Integer> partitions,
      String group,
      String worker,
      Path scratch,
      boolean acceptGap) {}

  /**
   * What a worker works with; it closes none of it.
   *
   * @param derivations makes what follows from rows, for each partition; may give null for nothing
   * @param registrar shared by all partitions: must be thread-safe
   */
  public record Dependencies(
      KafkaSettings kafka,
      TableFiles files,
      TableLocations tables,
      Supplier<DerivedRows> derivations,
      Dissector dissector,
      Archive archive,
      SchemaStore schemas,
      PartitionRegistrar registrar,
      Clock clock) {}

  private final Binding binding;
  private final WorkerSettings settings;
  private final Dependencies with;
  private final Consumer<RuntimeException> onFailure;
  private final Topics topics;
  private final EventProducer producer;
  private final Heartbeat heartbeat;
  private final List<PartitionWorker> workers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  /**
   * @param onFailure told, once for each partition, why it cannot go on
   */
  public Worker(
      Binding binding,
      WorkerSettings settings,
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
  }

  @Override
  public void start() {
    warnOfMemory();
    for (int partition : binding.partitions()) {
      PartitionWorker worker = partitionWorker(partition);
      workers.add(worker);
      Thread thread = new Thread(() -> run(worker), "worker-" + name(partition));
      threads.add(thread);
      thread.start();
    }
    heartbeat.start();
    LOG.info("Worker {} started on {} {}", binding.worker(), binding.topic(), binding.partitions());
  }

  private void warnOfMemory() {
    long rowGroups =
        settings.rowGroup().bytes() * settings.maxOpenFiles() * binding.partitions().size();
    long heap = Runtime.getRuntime().maxMemory();
    if (rowGroups > heap * MOST_OF_HEAP) {
      LOG.warn(
          "{} partitions with up to {} open files of {} each may need {} MiB of {} MiB heap: give"
              + " this worker fewer partitions, smaller row groups or more memory (SPOT_JAVA_OPTS)",
          binding.partitions().size(),
          settings.maxOpenFiles(),
          settings.rowGroup(),
          rowGroups >> 20,
          heap >> 20);
    }
  }

  private String name(int partition) {
    return binding.topic() + "-" + partition;
  }

  private PartitionWorker partitionWorker(int partition) {
    TableCommitter committer =
        new TableCommitter(
            with.files(),
            new TableCommitter.Settings(
                with.tables(), name(partition), binding.worker(), settings.checkpointEvery()),
            new SwapLog(with.files(), with.tables()),
            new RegistrationQueue(with.registrar(), name(partition)),
            with.clock());
    return new PartitionWorker(
        new PartitionWorker.Dependencies(
            name(partition),
            new TopicReader(
                EventConsumers.open(with.kafka(), binding.group()),
                topics,
                new TopicPartition(binding.topic(), partition),
                binding.acceptGap()),
            new EventIngest(
                new EventIngest.Dependencies(
                    with.tables().rows(),
                    with.dissector(),
                    with.archive(),
                    with.schemas(),
                    binding.scratch().resolve(name(partition)),
                    with.clock())),
            new OpenCommit(
                with.files(),
                with.tables(),
                settings,
                committer,
                System::nanoTime,
                with.derivations()),
            committer,
            new DeadLetterTopic(producer, topics, binding.topic()),
            with.clock()));
  }

  private void run(PartitionWorker worker) {
    try {
      worker.run();
    } catch (RuntimeException e) {
      onFailure.accept(e);
    } catch (Throwable e) {
      onFailure.accept(new IllegalStateException("a worker thread died: " + e, e));
    }
  }

  private List<Heartbeat.Beat> beats() {
    List<Heartbeat.Beat> beats = new ArrayList<>();
    for (int i = 0; i < workers.size(); i++) {
      if (threads.get(i).isAlive()) {
        long next = workers.get(i).position().map(at -> at.nextOffset()).orElse(0L);
        beats.add(new Heartbeat.Beat(binding.partitions().get(i), next, workers.get(i).trouble()));
      }
    }
    return beats;
  }

  @Override
  public Optional<Instant> idleSince() {
    Instant latest = Instant.EPOCH;
    for (PartitionWorker worker : workers) {
      Optional<Instant> since = worker.idleSince();
      if (since.isEmpty()) {
        return Optional.empty();
      }
      latest = since.get().isAfter(latest) ? since.get() : latest;
    }
    return Optional.of(latest);
  }

  @Override
  public Optional<Instant> blockedSince() {
    return workers.stream()
        .flatMap(worker -> worker.blockedSince().stream())
        .min(Instant::compareTo);
  }

  @Override
  public void stop() {
    workers.forEach(PartitionWorker::stop);
    long deadline = System.nanoTime() + STOPPING.toNanos();
    for (Thread thread : threads) {
      join(thread, deadline);
    }
    heartbeat.close();
    producer.close();
    topics.close();
    LOG.info("Worker {} stopped", binding.worker());
  }

  private static void join(Thread thread, long deadline) {
    try {
      thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
      if (thread.isAlive()) {
        LOG.warn("{} did not end in {} s: interrupting it", thread.getName(), STOPPING.toSeconds());
        thread.interrupt();
        thread.join(STOPPING.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
