package org.openspot.parsers;

import org.openspot.schema.row.Reject;
import org.openspot.schema.row.RowSink;

/** Passes everything on; tests change what they need. */
public class DelegatingSink implements RowSink {
  private final RowSink next;

  public DelegatingSink(RowSink next) {
    this.next = next;
  }

  @Override
  public boolean beginRow(long record, long epochSecond) {
    return next.beginRow(record, epochSecond);
  }

  @Override
  public void setInt(int column, int value) {
    next.setInt(column, value);
  }

  @Override
  public void setLong(int column, long value) {
    next.setLong(column, value);
  }

  @Override
  public void setFloat(int column, float value) {
    next.setFloat(column, value);
  }

  @Override
  public void setBytes(int column, byte[] buffer, int offset, int length) {
    next.setBytes(column, buffer, offset, length);
  }

  @Override
  public void endRow() {
    next.endRow();
  }

  @Override
  public void reject(Reject reject) {
    next.reject(reject);
  }

  @Override
  public void passOver(long record) {
    next.passOver(record);
  }
}
