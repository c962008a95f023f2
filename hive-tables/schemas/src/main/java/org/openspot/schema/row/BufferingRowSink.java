package org.openspot.schema.row;

/** A row sink that gathers a row's columns in a buffer. What becomes of a row, its heirs say. */
public abstract class BufferingRowSink implements RowSink {
  /** Where the columns of the row begun last go; {@link #beginRow} may set another. */
  protected RowBuffer row;

  /** A sink that is given a buffer with each row. */
  protected BufferingRowSink() {}

  /** A sink that fills one buffer again and again. */
  protected BufferingRowSink(RowBuffer row) {
    this.row = row;
  }

  @Override
  public final void setInt(int column, int value) {
    row.setInt(column, value);
  }

  @Override
  public final void setLong(int column, long value) {
    row.setLong(column, value);
  }

  @Override
  public final void setFloat(int column, float value) {
    row.setFloat(column, value);
  }

  @Override
  public final void setBytes(int column, byte[] buffer, int offset, int length) {
    row.setBytes(column, buffer, offset, length);
  }
}
