package org.openspot.cli.query;

import java.io.PrintWriter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** RFC 4180: a header, CRLF, quotes where needed. NULL is an empty field, an empty text is "". */
public final class CsvFormat implements RowFormat {
  private static final Pattern QUOTED = Pattern.compile("[\",\r\n]|^$|^\\s|\\s$");

  private final PrintWriter out;

  public CsvFormat(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void begin(List<ResultColumn> columns) {
    line(columns.stream().map(ResultColumn::name).map(CsvFormat::field));
  }

  @Override
  public void row(List<Object> values) {
    line(values.stream().map(value -> value == null ? "" : field(Values.text(value))));
  }

  @Override
  public void end() {}

  private void line(Stream<String> fields) {
    out.print(fields.collect(Collectors.joining(",", "", "\r\n")));
  }

  private static String field(String text) {
    return QUOTED.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
