package org.openspot.store.parquet;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.openspot.core.error.RetriableException;
import org.openspot.schema.TablePartition;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.DerivedRows;
import org.openspot.schema.row.Reject;
import org.openspot.schema.row.RowBuffer;
import org.openspot.store.commit.StagedFile;
import org.openspot.store.files.TableFiles;
import org.openspot.store.lineage.Origin;

/**
 * Writes the rows and rejects of one commit to Parquet files, one for each table partition, and
 * rows of another table that follow from the rows. At most so many are open at once; a record of
 * yet another partition closes the one used least recently.
 *
 * <p>The files are written on a thread of the writer's own, so that encoding them goes on while the
 * caller parses what comes next. Rows travel in blocks that are filled and emptied again and again;
 * there are only so many, so a caller that is faster waits. What goes wrong on that thread is
 * thrown by the caller's next call that hands something over, at the latest by {@link #finish}.
 *
 * <p>Not thread-safe: one caller. End with {@link #finish} or {@link #abandon}.
 */
public final class StagingWriter {
  /**
   * What a staging writer works with.
   *
   * @param directory where files go; each gets a name of its own
   * @param rows the table of rows
   * @param rejects the table of rejects
   * @param maxOpenFiles table partitions open at once
   * @param rowGroupBytes memory for each of them
   */
  public record Settings(
      String directory, TableSpec rows, TableSpec rejects, int maxOpenFiles, long rowGroupBytes) {}

  private static final int BLOCK_ROWS = 256;
  private static final int BLOCKS = 4;

  /** Something to be done by the writing thread, in the order handed over. */
  private interface Work {
    void run();
  }

  /** Rows on their way to the writing thread, and back to be filled again. */
  private final class Block implements Work {
    final RowBuffer[] rows = new RowBuffer[BLOCK_ROWS];
    final TablePartition[] partitions = new TablePartition[BLOCK_ROWS];
    final Origin[] origins = new Origin[BLOCK_ROWS];
    final long[] records = new long[BLOCK_ROWS];

    /** What follows from each row, or null. */
    final RowBuffer[] following = new RowBuffer[BLOCK_ROWS];

    int filled;

    Block(int columns) {
      for (int i = 0; i < BLOCK_ROWS; i++) {
        rows[i] = new RowBuffer(columns);
      }
    }

    @Override
    public void run() {
      try {
        for (int i = 0; i < filled; i++) {
          files.write(partitions[i], rows[i], origins[i], records[i]);
          if (following[i] != null) {
            TablePartition its = derived.table().partition(partitions[i]);
            files.derived(its, following[i], origins[i], records[i]);
          }
        }
        bytes = files.bytes();
      } finally {
        filled = 0;
        empty.add(this);
      }
    }
  }

  private final StagedFiles files;
  private final int columns;
  private final DerivedRows derived;
  private final BlockingQueue<Work> handedOver = new ArrayBlockingQueue<>(BLOCKS);
  private final BlockingQueue<Block> empty = new ArrayBlockingQueue<>(BLOCKS);
  private final Thread thread;
  private final Work end = () -> {};
  private Block block;
  private int made;
  private boolean ended;
  private TablePartition partition;
  private Origin origin;
  private long record;
  private long rows;
  private volatile long bytes;
  private volatile Throwable failure;

  /** A writer of rows from which nothing follows. */
  public StagingWriter(TableFiles files, Settings settings) {
    this(files, settings, null);
  }

  /**
   * @param derived what follows from rows, asked by the caller's thread; null if nothing does
   */
  public StagingWriter(TableFiles files, Settings settings, DerivedRows derived) {
    this.files = new StagedFiles(files, settings, derived == null ? null : derived.table());
    this.derived = derived;
    this.columns = settings.rows().columns().size();
    this.thread = new Thread(this::write, Thread.currentThread().getName() + "-parquet");
    thread.setDaemon(true);
    thread.start();
  }

  private void write() {
    try {
      for (Work work = handedOver.take(); work != end; work = handedOver.take()) {
        if (failure == null) {
          run(work);
        } else if (work instanceof Block dropped) {
          // The caller may wait for one before it hears of the failure.
          dropped.filled = 0;
          empty.add(dropped);
        }
      }
    } catch (InterruptedException e) {
      failure = new IllegalStateException("nobody interrupts this thread", e);
    }
  }

  private void run(Work work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      failure = e;
    }
  }

  /**
   * The row to fill next.
   *
   * @param from the original it comes from; another object, if equal, after a record that is left
   *     out here and may come later
   * @param number its record number there
   * @param epochSecond its time, which says to which table partition it goes
   */
  public RowBuffer begin(Origin from, long number, long epochSecond) {
    origin = from;
    record = number;
    long hour = Math.floorDiv(epochSecond, 3600L);
    if (partition == null || partition.hour() != hour) {
      partition = new TablePartition(hour);
    }
    if (block == null) {
      block = emptyBlock();
    }
    RowBuffer row = block.rows[block.filled];
    row.clear();
    return row;
  }

  private Block emptyBlock() {
    Block free = empty.poll();
    if (free != null) {
      return free;
    }
    if (made < BLOCKS) {
      made++;
      return new Block(columns);
    }
    try {
      return empty.take();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Takes the row begun last. */
  public void endRow() {
    block.origins[block.filled] = origin;
    block.records[block.filled] = record;
    block.partitions[block.filled] = partition;
    rows++;
    if (derived != null) {
      block.following[block.filled] = derived.of(block.rows[block.filled], partition).orElse(null);
    }
    block.filled++;
    if (block.filled == BLOCK_ROWS) {
      handOverBlock();
    }
  }

  /**
   * Takes a reject.
   *
   * @param from the original it comes from
   * @param captured the table partition of the rejects: the hour of the original's capture
   */
  public void reject(Origin from, TablePartition captured, Reject reject) {
    handOver(
        () -> {
          files.reject(from, captured, reject);
          bytes = files.bytes();
        });
  }

  private void handOverBlock() {
    Block full = block;
    block = null;
    handOver(full);
  }

  private void handOver(Work work) {
    requireSound();
    try {
      handedOver.put(work);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private void requireSound() {
    Throwable found = failure;
    if (found instanceof Error error) {
      throw error;
    }
    if (found instanceof RuntimeException exception) {
      throw exception;
    }
  }

  private static RetriableException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new RetriableException("interrupted while writing", e);
  }

  /** Rows taken so far. */
  public long rows() {
    return rows;
  }

  /** Bytes of all files so far, written or in memory; lags by a few blocks of rows. */
  public long bytes() {
    return bytes;
  }

  /** Finishes every file. Those of the rows come before those of what follows from them. */
  public List<StagedFile> finish() {
    if (block != null && block.filled > 0) {
      handOverBlock();
    }
    stop();
    requireSound();
    if (!handedOver.isEmpty()) {
      throw new IllegalStateException("the writing thread ended early");
    }
    return files.finish();
  }

  /** Lets go of every file without finishing it; what was written stays where it is. */
  public void abandon() {
    stop();
    files.abandon();
  }

  /** Lets the thread do what it has, and waits for its end, which an interrupt does not hasten. */
  private void stop() {
    boolean interrupted = false;
    while (true) {
      try {
        if (!ended) {
          handedOver.put(end);
          ended = true;
        }
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
