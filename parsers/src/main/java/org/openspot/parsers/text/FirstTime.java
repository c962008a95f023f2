package org.openspot.parsers.text;

import org.openspot.schema.row.Reject;
import org.openspot.schema.row.RowSink;

/** A sink that wants no row, but remembers when the first one was. Not thread-safe. */
public final class FirstTime implements RowSink {
  private long second = LogTime.NONE;

  /** Seconds since 1970-01-01 UTC; {@link LogTime#NONE} if there was no row. */
  public long second() {
    return second;
  }

  @Override
  public boolean beginRow(long record, long epochSecond) {
    if (second == LogTime.NONE) {
      second = epochSecond;
    }
    return false;
  }

  @Override
  public void setInt(int column, int value) {}

  @Override
  public void setLong(int column, long value) {}

  @Override
  public void setFloat(int column, float value) {}

  @Override
  public void setBytes(int column, byte[] buffer, int offset, int length) {}

  @Override
  public void endRow() {}

  @Override
  public void reject(Reject reject) {}

  @Override
  public void passOver(long record) {}
}
