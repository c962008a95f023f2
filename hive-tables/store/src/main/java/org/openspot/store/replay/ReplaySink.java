package org.openspot.store.replay;

import org.openspot.core.identity.RecordRange;
import org.openspot.schema.row.BufferingRowSink;
import org.openspot.schema.row.Reject;
import org.openspot.store.commit.RunEntry;
import org.openspot.store.parquet.StagingWriter;

/** Stages the rows and rejects of one original, and counts them. Not thread-safe. */
final class ReplaySink extends BufferingRowSink {
  private final StagingWriter writer;
  private final ReplaySource.Candidate original;
  private long rows;
  private long rejects;
  private long passedOver;

  ReplaySink(StagingWriter writer, ReplaySource.Candidate original) {
    this.writer = writer;
    this.original = original;
  }

  RunEntry outcome() {
    return new RunEntry(original.origin().file(), RecordRange.ALL, rows, rejects, passedOver);
  }

  @Override
  public boolean beginRow(long record, long epochSecond) {
    row = writer.begin(original.origin(), record, epochSecond);
    return true;
  }

  @Override
  public void endRow() {
    writer.endRow();
    rows++;
  }

  @Override
  public void reject(Reject reject) {
    writer.reject(original.origin(), original.captured(), reject);
    rejects++;
  }

  @Override
  public void passOver(long record) {
    passedOver++;
  }
}
