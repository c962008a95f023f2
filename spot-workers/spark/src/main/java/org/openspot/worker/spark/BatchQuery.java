package org.openspot.worker.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamReader;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;
import org.openspot.core.error.RetriableException;
import org.openspot.core.error.SpotException;
import org.openspot.transport.event.UnknownSchemaException;

/**
 * One run of the streaming query, from the positions of the commit logs on. Its own checkpoint is
 * thrown away: the commit logs are the truth. Not thread-safe.
 */
final class BatchQuery implements AutoCloseable {
  private final StreamingQuery query;
  private final Gate gate;
  private final Path checkpoint;

  private BatchQuery(StreamingQuery query, Gate gate, Path checkpoint) {
    this.query = query;
    this.gate = gate;
    this.checkpoint = checkpoint;
  }

  /** Takes what a batch's tasks staged. */
  interface Batches {
    void committed(StagedBatch batch);
  }

  /**
   * Lets batches through until it is shut: a query that is slow to stop must not commit beside the
   * next one. A commit under way comes to its end first.
   */
  private static final class Gate implements Batches {
    private final Batches to;
    private boolean shut;

    Gate(Batches to) {
      this.to = to;
    }

    @Override
    public synchronized void committed(StagedBatch batch) {
      if (shut) {
        throw new RetriableException("this query has ended");
      }
      to.committed(batch);
    }

    synchronized void shut() {
      shut = true;
    }
  }

  /**
   * Starts the query.
   *
   * @param kafka properties for Spark's Kafka source
   * @param offsets where each partition begins
   */
  static BatchQuery start(
      SparkSession spark,
      SparkSettings settings,
      Map<String, String> kafka,
      Map<Integer, Long> offsets,
      StageTask task,
      Batches batches) {
    Path checkpoint;
    try {
      checkpoint = Files.createTempDirectory("spot-spark-");
    } catch (IOException e) {
      throw new RetriableException("cannot make a directory for Spark's checkpoint: " + e, e);
    }
    DataStreamReader reader =
        spark
            .readStream()
            .format("kafka")
            .option("assign", assigned(task.topic(), offsets))
            .option("startingOffsets", starting(task.topic(), offsets))
            .option("maxOffsetsPerTrigger", settings.eventsPerBatch())
            .option("failOnDataLoss", "true");
    for (Map.Entry<String, String> property : kafka.entrySet()) {
      reader = reader.option("kafka." + property.getKey(), property.getValue());
    }
    Gate gate = new Gate(batches);
    try {
      StreamingQuery query =
          reader
              .load()
              .select("partition", "offset", "value")
              .writeStream()
              .trigger(Trigger.ProcessingTime(settings.trigger().toMillis()))
              .option("checkpointLocation", checkpoint.toUri().toString())
              .foreachBatch((Dataset<Row> batch, Long id) -> commit(batch, task, gate))
              .start();
      return new BatchQuery(query, gate, checkpoint);
    } catch (TimeoutException e) {
      delete(checkpoint);
      throw new RetriableException("Spark does not start the query: " + e.getMessage(), e);
    }
  }

  private static void commit(Dataset<Row> batch, StageTask task, Batches batches) {
    List<StagedBatch> staged =
        batch.mapPartitions(task, Encoders.javaSerialization(StagedBatch.class)).collectAsList();
    if (staged.stream().map(StagedBatch::partition).distinct().count() < staged.size()) {
      throw new IllegalStateException("Spark gave one topic partition to two tasks");
    }
    for (StagedBatch one : staged) {
      batches.committed(one);
    }
  }

  private static String assigned(String topic, Map<Integer, Long> offsets) {
    return new TreeMap<>(offsets)
        .keySet().stream()
            .map(String::valueOf)
            .collect(Collectors.joining(",", "{\"" + topic + "\":[", "]}"));
  }

  /** Topics have no character that JSON would want escaped. */
  private static String starting(String topic, Map<Integer, Long> offsets) {
    return new TreeMap<>(offsets)
        .entrySet().stream()
            .map(one -> "\"" + one.getKey() + "\":" + one.getValue())
            .collect(Collectors.joining(",", "{\"" + topic + "\":{", "}}"));
  }

  /**
   * Waits a little.
   *
   * @return false if the query has ended
   * @throws SpotException why it ended, if it failed: what its tasks or its commits threw
   */
  boolean runsFor(Duration time) {
    try {
      return !query.awaitTermination(time.toMillis());
    } catch (StreamingQueryException e) {
      throw cause(e);
    }
  }

  /** True while a batch is in work. */
  boolean isBusy() {
    return query.isActive() && query.status().isTriggerActive();
  }

  private static RuntimeException cause(StreamingQueryException e) {
    Throwable deepest = e;
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof SpotException || at instanceof UnknownSchemaException) {
        return (RuntimeException) at;
      }
      deepest = at;
    }
    return new RetriableException("Spark: " + deepest, e);
  }

  @Override
  public void close() {
    gate.shut();
    try {
      query.stop();
    } catch (TimeoutException e) {
      throw new RetriableException("Spark does not stop the query: " + e.getMessage(), e);
    } finally {
      delete(checkpoint);
    }
  }

  /** Best effort: it is in the directory for temporary files. */
  private static void delete(Path directory) {
    try (Stream<Path> left = Files.walk(directory)) {
      for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // Of no use to anybody.
    }
  }
}
