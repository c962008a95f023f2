package org.openspot.collector;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.openspot.schema.row.Reject;
import org.openspot.schema.row.RowSink;

/** Keeps rows of {@link LineSource} as text: record number and line. */
record TextSink(List<String> rows) implements RowSink {
  @Override
  public boolean beginRow(long record, long epochSecond) {
    rows.add(Long.toString(record));
    return true;
  }

  @Override
  public void setInt(int column, int value) {}

  @Override
  public void setLong(int column, long value) {}

  @Override
  public void setFloat(int column, float value) {}

  @Override
  public void setBytes(int column, byte[] buffer, int offset, int length) {
    int last = rows.size() - 1;
    rows.set(
        last, rows.get(last) + " " + new String(buffer, offset, length, StandardCharsets.UTF_8));
  }

  @Override
  public void endRow() {}

  @Override
  public void reject(Reject reject) {
    rows.add(reject.record() + " reject " + reject.reason());
  }

  @Override
  public void passOver(long record) {
    rows.add(record + " passed over");
  }
}
