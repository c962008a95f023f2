package org.openspot.cli.rejects;

import static org.openspot.cli.query.Values.harmless;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import org.openspot.cli.query.ResultColumn;
import org.openspot.cli.query.RowFormat;

/** What {@link RejectsQuery} answers with, for people: a reason and an example in two lines. */
public final class RejectsText implements RowFormat {
  private final PrintWriter out;

  public RejectsText(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void begin(List<ResultColumn> columns) {
    List<String> names = columns.stream().map(ResultColumn::name).toList();
    if (!names.equals(RejectsQuery.COLUMNS)) {
      throw new IllegalArgumentException("not an answer about rejects: " + names);
    }
  }

  @Override
  public void row(List<Object> values) {
    out.println(
        text(values, "records")
            + " in "
            + text(values, "originals")
            + " originals, "
            + text(values, "first_hour")
            + " to "
            + text(values, "last_hour")
            + "  "
            + text(values, "reason"));
    out.println(
        "    such as record "
            + text(values, "record_number")
            + " of "
            + text(values, "original")
            + " ("
            + text(values, "raw_length")
            + " bytes): "
            + text(values, "raw"));
  }

  private static String text(List<Object> values, String column) {
    return harmless(Objects.toString(values.get(RejectsQuery.COLUMNS.indexOf(column)), "NULL"));
  }

  @Override
  public void end() {}
}
