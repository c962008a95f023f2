package org.openspot.cli.score;

import java.util.ArrayList;
import java.util.List;

/** A line of CSV (RFC 4180). */
final class CsvLine {
  private CsvLine() {}

  /**
   * Its values, without quotes.
   *
   * @throws IllegalArgumentException if quotes do not end as they should
   */
  static List<String> values(String line) {
    List<String> values = new ArrayList<>();
    int at = 0;
    while (at <= line.length()) {
      if (at < line.length() && line.charAt(at) == '"') {
        int end = closing(line, at + 1);
        values.add(line.substring(at + 1, end).replace("\"\"", "\""));
        if (end + 1 < line.length() && line.charAt(end + 1) != ',') {
          throw new IllegalArgumentException("a quoted value goes on behind its end");
        }
        at = end + 2;
      } else {
        int comma = line.indexOf(',', at);
        int end = comma < 0 ? line.length() : comma;
        values.add(line.substring(at, end));
        at = end + 1;
      }
    }
    return values;
  }

  private static int closing(String line, int from) {
    int at = line.indexOf('"', from);
    while (at >= 0 && at + 1 < line.length() && line.charAt(at + 1) == '"') {
      at = line.indexOf('"', at + 2);
    }
    if (at < 0) {
      throw new IllegalArgumentException("a quoted value has no end");
    }
    return at;
  }
}
