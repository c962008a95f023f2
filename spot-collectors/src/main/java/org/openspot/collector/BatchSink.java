package org.openspot.collector;

import org.openspot.core.identity.RecordRange;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.Reject;
import org.openspot.schema.row.RowBatchEncoder;
import org.openspot.schema.row.RowSink;
import org.openspot.transport.event.Fingerprints;
import org.openspot.transport.event.RowBatch;

/** Cuts the rows of one original into batches that fit into messages. Not thread-safe. */
final class BatchSink implements RowSink {
  /** Room for the event around a batch: names, URIs, the key, Kafka's own headers. */
  private static final int ENVELOPE = 8 * 1024;

  /** A reject with its raw text and reason. */
  private static final int LARGEST_REJECT = Reject.RAW_LIMIT + 4 * 1024;

  private final RowBatchEncoder encoder;
  private final long fingerprint;
  private final int cut;
  private final Target target;
  private long from;
  private long next;
  private long current;
  private long rows;
  private long rejects;

  /**
   * @param messageLimit the largest message, at least {@link #SMALLEST_LIMIT}
   */
  BatchSink(TableSpec table, int messageLimit, Target target) {
    this.encoder = new RowBatchEncoder(table, LARGEST_REJECT);
    this.fingerprint = Fingerprints.of(table.schema());
    // Cut before compression: what zstd cannot shrink must fit as well.
    this.cut = messageLimit - ENVELOPE - 2 * LARGEST_REJECT;
    this.target = target;
  }

  /** Below this no batch is sure to fit. */
  static final int SMALLEST_LIMIT = 2 * (ENVELOPE + 2 * LARGEST_REJECT);

  @Override
  public boolean beginRow(long record, long epochSecond) {
    current = record;
    return encoder.beginRow(record, epochSecond);
  }

  @Override
  public void setInt(int column, int value) {
    encoder.setInt(column, value);
  }

  @Override
  public void setLong(int column, long value) {
    encoder.setLong(column, value);
  }

  @Override
  public void setFloat(int column, float value) {
    encoder.setFloat(column, value);
  }

  @Override
  public void setBytes(int column, byte[] buffer, int offset, int length) {
    encoder.setBytes(column, buffer, offset, length);
  }

  @Override
  public void endRow() {
    encoder.endRow();
    taken(current);
  }

  @Override
  public void reject(Reject reject) {
    encoder.reject(reject);
    taken(reject.record());
  }

  @Override
  public void passOver(long record) {
    encoder.passOver(record);
    taken(record);
  }

  private void taken(long record) {
    next = record + 1;
    if (encoder.size() >= cut) {
      flush();
    }
  }

  /** Sends what there is, with more to follow; nothing if there is nothing. */
  void flush() {
    if (next > from) {
      send(new RecordRange(from, next), false);
      from = next;
    }
  }

  /** Sends the rest, also an empty one: the range goes to the end of the original. */
  void finish() {
    send(new RecordRange(from, RecordRange.END), true);
  }

  /** The first record that was not given. */
  long next() {
    return next;
  }

  long rows() {
    return rows;
  }

  long rejects() {
    return rejects;
  }

  private void send(RecordRange range, boolean last) {
    rows += encoder.rows();
    rejects += encoder.rejects();
    long batchRows = encoder.rows();
    long batchRejects = encoder.rejects();
    long passedOver = encoder.passedOver();
    target.send(
        range,
        last,
        new RowBatch(fingerprint, encoder.finish(), batchRows, batchRejects, passedOver));
  }

  /** Takes the batches in order. */
  interface Target {
    void send(RecordRange range, boolean last, RowBatch batch);
  }
}
