package org.openspot.cli.query;

import java.io.PrintWriter;

/** The formats of {@code spot query}. */
public enum OutputFormat {
  TABLE,
  CSV,
  JSON;

  /** A format that writes to {@code out}. */
  public RowFormat on(PrintWriter out) {
    return switch (this) {
      case TABLE -> new TableFormat(out);
      case CSV -> new CsvFormat(out);
      case JSON -> new JsonFormat(out);
    };
  }
}
