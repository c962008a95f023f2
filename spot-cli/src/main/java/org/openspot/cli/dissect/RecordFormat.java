package org.openspot.cli.dissect;

import java.io.PrintWriter;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.Reject;
import org.openspot.schema.row.RowBuffer;

/** A way to print rows and rejects, each as it comes. */
interface RecordFormat {
  /** Prints a row, and of it what has a value, or all. */
  void row(long record, long epochSecond, RowBuffer values);

  /** Prints a record that could not become a row. */
  void reject(Reject reject);

  /** Objects on lines of their own for scripts, or blocks for people. */
  static RecordFormat of(TableSpec table, boolean json, PrintWriter out) {
    return json ? new JsonRecords(table, out) : new RecordBlocks(table, out);
  }
}
