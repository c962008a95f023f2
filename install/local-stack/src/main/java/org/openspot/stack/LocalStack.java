package org.openspot.stack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.RetriableException;

/**
 * A single-node Kafka, HDFS and HiveServer2 on this machine. The services outlive the process that
 * starts them; any later one, with the same home, can ask for their state and end them.
 *
 * <p>{@link #up} and {@link #down} exclude each other across processes: the second fails with a
 * {@link RetriableException} at once.
 */
public final class LocalStack {
  private final StackConfig config;
  private final ServiceControl kafka;
  private final ServiceControl nameNode;
  private final ServiceControl dataNode;
  private final ServiceControl hiveServer;

  /** Describes the stack; touches nothing. */
  public LocalStack(StackConfig config) {
    this.config = config;
    HdfsServices hdfs = new HdfsServices(config);
    this.kafka = new ServiceControl(new KafkaService(config), config);
    this.nameNode = new ServiceControl(hdfs.nameNode(), config);
    this.dataNode = new ServiceControl(hdfs.dataNode(), config, nameNode);
    this.hiveServer = new ServiceControl(new HiveService(config), config, nameNode, dataNode);
  }

  /**
   * Starts what does not run, and returns when every service answers: Kafka with its live broker,
   * HDFS with a file written, HiveServer2 with a statement carried out. Storage is formatted where
   * there is none. What did start stays up when another fails: {@link #down} ends it, another call
   * goes on with it.
   *
   * @param progress is given a line for each step, one at a time, from several threads
   * @throws ConfigException if a port is taken, a class path is missing, or the home cannot be
   *     written; nothing was started
   * @throws RetriableException if a service died or did not answer in time: its message has a line
   *     for each, with the path of its log
   */
  public void up(Consumer<String> progress) {
    Consumer<String> lines = oneAtATime(progress);
    try {
      StackLock.holding(
          config.home(),
          () -> {
            requireNoObstacles();
            start(lines);
            return true;
          });
    } catch (IOException e) {
      throw new ConfigException("local stack at " + config.home() + ": " + e, e);
    }
  }

  /**
   * Ends every process that {@link #up} began, and no other: HiveServer2, then the DataNode, the
   * NameNode and Kafka. A process that has not ended within the limit is killed.
   *
   * @return whether there was any
   */
  public boolean down(Consumer<String> progress) {
    Consumer<String> lines = oneAtATime(progress);
    try {
      return StackLock.holding(
          config.home(),
          () -> {
            boolean any = false;
            for (ServiceControl service : List.of(hiveServer, dataNode, nameNode, kafka)) {
              any |= service.down(lines);
            }
            return any;
          });
    } catch (IOException e) {
      throw new ConfigException("local stack at " + config.home() + ": " + e, e);
    }
  }

  /** True if a service runs that was started for minutes only, so that it is slower for ever. */
  public boolean isBrief() {
    try {
      for (ServiceControl service : all()) {
        if (service.isBrief()) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new ConfigException("local stack at " + config.home() + ": " + e, e);
    }
  }

  /** How each service is now, asked for real. */
  public List<ServiceStatus> status() {
    try {
      List<ServiceStatus> all = new ArrayList<>();
      for (ServiceControl service : all()) {
        all.add(service.status());
      }
      return all;
    } catch (IOException e) {
      throw new ConfigException("local stack at " + config.home() + ": " + e, e);
    }
  }

  private List<ServiceControl> all() {
    return List.of(kafka, nameNode, dataNode, hiveServer);
  }

  private void requireNoObstacles() throws IOException {
    List<String> problems = new ArrayList<>();
    for (ServiceControl service : all()) {
      problems.addAll(service.obstacles());
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  /** Kafka beside HDFS; Hive, whose sessions need HDFS, when HDFS answers. */
  private void start(Consumer<String> progress) {
    ExecutorService threads = Executors.newCachedThreadPool();
    AtomicBoolean givenUp = new AtomicBoolean();
    all().forEach(ServiceControl::begin);
    try {
      Function<ServiceControl, CompletableFuture<Void>> starting =
          service -> CompletableFuture.runAsync(() -> start(service, progress, givenUp), threads);
      CompletableFuture<Void> kafkaUp = starting.apply(kafka);
      CompletableFuture<Void> nameNodeUp = starting.apply(nameNode);
      CompletableFuture<Void> dataNodeUp = starting.apply(dataNode);
      CompletableFuture<Void> hiveUp =
          CompletableFuture.allOf(nameNodeUp, dataNodeUp)
              .thenRunAsync(() -> start(hiveServer, progress, givenUp), threads);
      throwFailures(List.of(kafkaUp, nameNodeUp, dataNodeUp, hiveUp));
    } finally {
      threads.shutdown();
    }
  }

  private void start(ServiceControl service, Consumer<String> progress, AtomicBoolean givenUp) {
    try {
      service.up(progress, givenUp::get);
    } catch (IOException e) {
      givenUp.set(true);
      throw new ConfigException("local stack at " + config.home() + ": " + e, e);
    } catch (RuntimeException e) {
      givenUp.set(true);
      throw e;
    }
  }

  private static void throwFailures(List<CompletableFuture<Void>> services) {
    Set<Throwable> failures = Collections.newSetFromMap(new IdentityHashMap<>());
    List<RuntimeException> inOrder = new ArrayList<>();
    for (CompletableFuture<Void> service : services) {
      try {
        service.join();
      } catch (CompletionException e) {
        // Hive that could not be tried fails with what HDFS failed with.
        if (e.getCause() instanceof RuntimeException failure && failures.add(failure)) {
          inOrder.add(failure);
        }
      } catch (CancellationException e) {
        // Given up because another failed, which is what is told.
      }
    }
    if (inOrder.size() == 1) {
      throw inOrder.get(0);
    }
    if (!inOrder.isEmpty()) {
      RetriableException all =
          new RetriableException(
              inOrder.stream()
                  .map(Throwable::getMessage)
                  .collect(Collectors.joining(System.lineSeparator())));
      inOrder.forEach(all::addSuppressed);
      throw all;
    }
  }

  private static Consumer<String> oneAtATime(Consumer<String> progress) {
    Object turn = new Object();
    return line -> {
      synchronized (turn) {
        progress.accept(line);
      }
    };
  }
}
