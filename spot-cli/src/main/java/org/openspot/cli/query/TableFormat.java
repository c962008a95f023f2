package org.openspot.cli.query;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table for people: columns as wide as the widest of the first rows needs, numbers to the right.
 * Later rows that are wider push their line out. Control characters are spelled out.
 */
public final class TableFormat implements RowFormat {
  private static final int PAGE = 1000;

  private final PrintWriter out;
  private final List<List<String>> page = new ArrayList<>();
  private List<ResultColumn> columns;
  private int[] widths;

  public TableFormat(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void begin(List<ResultColumn> answer) {
    columns = answer;
  }

  @Override
  public void row(List<Object> values) {
    List<String> cells = new ArrayList<>();
    for (Object value : values) {
      cells.add(value == null ? "NULL" : Values.harmless(Values.text(value)));
    }
    if (widths != null) {
      print(cells);
      return;
    }
    page.add(cells);
    if (page.size() == PAGE) {
      printPage();
    }
  }

  @Override
  public void end() {
    if (widths == null) {
      printPage();
    }
  }

  private void printPage() {
    List<String> names = columns.stream().map(column -> Values.harmless(column.name())).toList();
    widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = length(names.get(i));
      for (List<String> cells : page) {
        widths[i] = Math.max(widths[i], length(cells.get(i)));
      }
    }
    print(names);
    StringBuilder rule = new StringBuilder();
    for (int width : widths) {
      rule.append(rule.isEmpty() ? "" : "-+-").append("-".repeat(width));
    }
    out.println(rule);
    page.forEach(this::print);
    page.clear();
  }

  private void print(List<String> cells) {
    List<String> padded = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      String blanks = " ".repeat(Math.max(0, widths[i] - length(cell)));
      padded.add(columns.get(i).numeric() ? blanks + cell : cell + blanks);
    }
    out.println(padded.stream().collect(Collectors.joining(" | ")).stripTrailing());
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
