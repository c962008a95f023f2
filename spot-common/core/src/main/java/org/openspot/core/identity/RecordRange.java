package org.openspot.core.identity;

import java.io.Serializable;

/** The records {@code from} (inclusive) to {@code to} (exclusive) of one original. */
public record RecordRange(long from, long to) implements Serializable {
  /** The end of a range that goes to the end of the original, wherever that is. */
  public static final long END = Long.MAX_VALUE;

  /** Every record of an original. */
  public static final RecordRange ALL = new RecordRange(0, END);

  public RecordRange {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("not a record range: [" + from + ", " + to + ")");
    }
  }

  public boolean isEmpty() {
    return from == to;
  }

  public boolean contains(long record) {
    return record >= from && record < to;
  }

  @Override
  public String toString() {
    return "[" + from + ", " + (to == END ? "end" : to) + ")";
  }
}
