package org.openspot.schema.row;

/**
 * Takes the rows, rejects and passed-over records of one original, in the order of the input.
 *
 * <p>For each record of the input a dissector calls exactly one of
 *
 * <ul>
 *   <li>{@link #beginRow}, then, unless that said no, a setter for each column that has a value and
 *       {@link #endRow};
 *   <li>{@link #reject}, also with the row of the same record begun, which is then dropped;
 *   <li>{@link #passOver}, for records that are not meant to be rows: queries, comment lines.
 * </ul>
 *
 * Columns are positions in the table's schema; one that is not set is null. No call keeps a
 * reference to an array it was given. Not thread-safe. Any call may throw, and what it throws must
 * reach the dissector's caller.
 */
public interface RowSink {
  /**
   * Begins the row of a record.
   *
   * @param record the record's number in the original, from 0, by the input
   * @param epochSecond the record's own time in seconds since 1970-01-01 UTC: its table partition
   * @return false if the record is not wanted (it is stored already): set nothing, end nothing
   */
  boolean beginRow(long record, long epochSecond);

  void setInt(int column, int value);

  void setLong(int column, long value);

  void setFloat(int column, float value);

  /** Sets a string column from UTF-8 bytes. */
  void setBytes(int column, byte[] buffer, int offset, int length);

  /** Ends the row begun last. */
  void endRow();

  /** Reports a record that cannot become a row. */
  void reject(Reject reject);

  /** Reports a record that is not meant to be a row. */
  void passOver(long record);
}
