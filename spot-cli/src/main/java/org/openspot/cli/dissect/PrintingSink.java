package org.openspot.cli.dissect;

import java.io.PrintWriter;
import org.openspot.core.error.RetriableException;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.BufferingRowSink;
import org.openspot.schema.row.Reject;
import org.openspot.schema.row.RowBuffer;

/**
 * Prints each row and reject as it comes, and counts. Ends the dissector by throwing {@link
 * EnoughException} where more follow than were asked for. Not thread-safe.
 */
final class PrintingSink extends BufferingRowSink {
  /** How many rows go by before it is asked whether anybody still reads them. */
  private static final int CHECKED = 256;

  /** Thrown through a dissector: no more is wanted. */
  static final class EnoughException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EnoughException() {
      super("no more is wanted", null, false, false);
    }
  }

  private final RecordFormat format;
  private final PrintWriter out;
  private final long limit;
  private final Tally tally;
  private long record;
  private long epochSecond;

  PrintingSink(TableSpec table, RecordFormat format, PrintWriter out, long limit, Tally tally) {
    super(new RowBuffer(table.columns().size()));
    this.format = format;
    this.out = out;
    this.limit = limit;
    this.tally = tally;
  }

  @Override
  public boolean beginRow(long number, long second) {
    endAtLimit();
    row.clear();
    record = number;
    epochSecond = second;
    return true;
  }

  private void endAtLimit() {
    long printed = tally.rows() + tally.rejects();
    if (printed >= limit) {
      throw new EnoughException();
    }
    if (printed % CHECKED == CHECKED - 1 && out.checkError()) {
      throw new RetriableException("standard output takes no more");
    }
  }

  @Override
  public void endRow() {
    format.row(record, epochSecond, row);
    tally.row(record, epochSecond);
  }

  @Override
  public void reject(Reject reject) {
    endAtLimit();
    format.reject(reject);
    tally.reject(reject);
  }

  @Override
  public void passOver(long number) {
    tally.passOver(number);
  }
}
