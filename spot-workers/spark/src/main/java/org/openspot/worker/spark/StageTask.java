package org.openspot.worker.spark;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.openspot.core.error.RetriableException;
import org.openspot.core.lifecycle.FailPoint;
import org.openspot.store.commit.CommitLog;
import org.openspot.store.commit.LogContents;
import org.openspot.store.commit.LogPosition;
import org.openspot.worker.EventIngest;
import org.openspot.worker.OpenCommit;
import org.openspot.worker.WorkerFailPoints;

/**
 * Stages the events of one topic partition of a batch: rows and rejects to Parquet files, the rest
 * to the driver. Commits nothing, so a task that is run again, or twice at once, leaves files that
 * the next claim removes and nothing else.
 *
 * @param topic the topic
 * @param topicId its id when the batch began
 * @param staging for each partition, where its claim stages files
 */
record StageTask(TaskParts parts, String topic, String topicId, Map<Integer, String> staging)
    implements MapPartitionsFunction<Row, StagedBatch> {
  @Override
  public Iterator<StagedBatch> call(Iterator<Row> rows) {
    return rows.hasNext() ? List.of(stage(rows)).iterator() : List.<StagedBatch>of().iterator();
  }

  private StagedBatch stage(Iterator<Row> rows) {
    TaskParts.Opened with = parts.open();
    Row row = rows.next();
    int partition = row.getInt(0);
    String name = topic + "-" + partition;
    CommitLog log = new CommitLog(with.files(), with.tables().rowsLocation(), name);
    TaskTarget target = new TaskTarget(staging.get(partition), LogContents.of(log));
    OpenCommit open =
        new OpenCommit(
            with.files(),
            with.tables(),
            with.settings(),
            target,
            System::nanoTime,
            with.derivations());
    EventIngest events = with.events().open(name);
    boolean done = false;
    try {
      long offset = take(row, partition, events, open);
      while (rows.hasNext()) {
        offset = take(rows.next(), partition, events, open);
      }
      open.open();
      var unused = open.commit(new LogPosition(topicId, offset + 1, null));
      done = true;
      return new StagedBatch(partition, target.taken());
    } finally {
      if (!done) {
        open.abandon();
      }
    }
  }

  private static long take(Row row, int partition, EventIngest events, OpenCommit open) {
    if (row.getInt(0) != partition) {
      throw new IllegalStateException(
          "one task got events of partitions " + partition + " and " + row.getInt(0));
    }
    long offset = row.getLong(1);
    TaskContext task = TaskContext.get();
    events.take(
        row.isNullAt(2) ? null : row.<byte[]>getAs(2),
        offset,
        open,
        sink -> {
          if (task.isInterrupted() || Thread.currentThread().isInterrupted()) {
            throw new RetriableException("the task was cancelled");
          }
        });
    FailPoint.pass(WorkerFailPoints.EVENT_TAKEN);
    return offset;
  }
}
