package org.openspot.scoring.model.record;

/** One row's values by the names of their columns. */
public interface Cells {
  /** The value of a column as text; null if it is NULL, or if the input has no such column. */
  String text(String column);

  /** A whole number; {@code none} if it is NULL. */
  default long number(String column, long none) {
    String text = text(column);
    if (text == null) {
      return none;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(column + " is not a whole number: " + text, e);
    }
  }

  /** A whole number that fits an int; {@code none} if it is NULL. */
  default int integer(String column, int none) {
    long number = number(column, none);
    if ((int) number != number) {
      throw new IllegalArgumentException(column + " is out of range: " + number);
    }
    return (int) number;
  }
}
