package org.openspot.schema.row;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openspot.schema.TableSpec;

/** Keeps everything it is given, by column name. */
public final class RecordingSink implements RowSink {
  private final TableSpec table;
  public final Map<Long, Map<String, Object>> rows = new TreeMap<>();
  public final Map<Long, Long> times = new TreeMap<>();
  public final List<Reject> rejects = new ArrayList<>();
  public final List<Long> passedOver = new ArrayList<>();
  private long record;
  private Map<String, Object> row = new LinkedHashMap<>();

  public RecordingSink(TableSpec table) {
    this.table = table;
  }

  @Override
  public boolean beginRow(long rowRecord, long epochSecond) {
    record = rowRecord;
    times.put(rowRecord, epochSecond);
    row = new LinkedHashMap<>();
    return true;
  }

  private void set(int column, Object value) {
    row.put(table.columns().get(column).name(), value);
  }

  @Override
  public void setInt(int column, int value) {
    set(column, value);
  }

  @Override
  public void setLong(int column, long value) {
    set(column, value);
  }

  @Override
  public void setFloat(int column, float value) {
    set(column, value);
  }

  @Override
  public void setBytes(int column, byte[] buffer, int offset, int length) {
    set(column, new String(buffer, offset, length, StandardCharsets.UTF_8));
  }

  @Override
  public void endRow() {
    rows.put(record, row);
  }

  @Override
  public void reject(Reject reject) {
    rejects.add(reject);
  }

  @Override
  public void passOver(long passedRecord) {
    passedOver.add(passedRecord);
  }
}
