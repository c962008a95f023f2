package org.openspot.scoring.model.feedback;

import java.time.LocalDate;
import java.util.List;

/**
 * The columns of one source's feedback files. The first are Spot's, in Spot's order.
 *
 * @param <R> the records
 */
public interface FeedbackFormat<R> {
  /** The names of the columns. */
  List<String> columns();

  /** How many of the columns a line must have. */
  int requiredColumns();

  /** Reads a line's fields. A bad one is a data error that says which. */
  Mark<R> parse(Fields fields);

  /** The fields of a line, as many as there are columns; null is no value. */
  List<String> print(Mark<R> mark);

  /** The day the record is of. */
  LocalDate day(R record);
}
