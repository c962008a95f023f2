package org.openspot.scoring.model.feedback;

import java.util.List;
import org.openspot.core.error.DataException;

/** The fields of a line, by position. */
public final class Fields {
  private final List<String> values;
  private final List<String> names;

  Fields(List<String> values, List<String> names) {
    this.values = values;
    this.names = names;
  }

  /** The text, or null for none and for a column the line does not have. */
  String text(int column) {
    return column < values.size() ? values.get(column) : null;
  }

  String required(int column) {
    String text = text(column);
    if (text == null || text.isEmpty()) {
      throw new DataException(names.get(column) + " is missing");
    }
    return text;
  }

  long number(int column) {
    String text = required(column);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new DataException(names.get(column) + " is no whole number: " + text, e);
    }
  }

  int integer(int column) {
    long number = number(column);
    if (number != (int) number) {
      throw new DataException(names.get(column) + " is out of range: " + number);
    }
    return (int) number;
  }

  /** The number, or the other one where there is none. */
  int integer(int column, int none) {
    String text = text(column);
    return text == null || text.isEmpty() ? none : integer(column);
  }
}
