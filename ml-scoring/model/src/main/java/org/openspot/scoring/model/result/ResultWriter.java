package org.openspot.scoring.model.result;

import java.io.IOException;
import java.util.List;

/**
 * Writes results as lines of delimited text, without a header, NULL as {@code null}, as Spot does.
 * What Spot forgets: no value can break a line. With TAB as delimiter (the default), {@code \t},
 * {@code \n}, {@code \r} and {@code \\} stand for TAB, line feed, carriage return and backslash;
 * with any other, fields are quoted where RFC 4180 says so.
 */
public final class ResultWriter {
  /** Spot's delimiter. */
  public static final char TAB = '\t';

  private final ResultLayout layout;
  private final char delimiter;
  private final Appendable out;

  public ResultWriter(ResultLayout layout, char delimiter, Appendable out) {
    if (delimiter == '"' || delimiter == '\n' || delimiter == '\r' || delimiter == '\\') {
      throw new IllegalArgumentException("no delimiter: character " + (int) delimiter);
    }
    this.layout = layout;
    this.delimiter = delimiter;
    this.out = out;
  }

  /**
   * Writes a line.
   *
   * @param values of {@link ResultLayout#tableColumns}, null for NULL
   * @param word the word; left out where the layout has none
   */
  public void write(List<?> values, String word, double score) throws IOException {
    if (values.size() != layout.tableColumns().size()) {
      throw new IllegalArgumentException(
          values.size() + " values for " + layout.tableColumns().size() + " columns");
    }
    for (Object value : values) {
      out.append(field(String.valueOf(value))).append(delimiter);
    }
    if (layout.hasWord()) {
      out.append(field(word)).append(delimiter);
    }
    out.append(Double.toString(score)).append('\n');
  }

  private String field(String text) {
    return delimiter == TAB ? escaped(text) : quoted(text);
  }

  private String quoted(String text) {
    boolean plain =
        text.chars().noneMatch(c -> c == delimiter || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static String escaped(String text) {
    boolean plain = text.chars().noneMatch(c -> c == '\t' || c == '\n' || c == '\r' || c == '\\');
    return plain
        ? text
        : text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
  }
}
