package org.openspot.scoring.model.feedback;

import org.openspot.core.error.DataException;

/** How an analyst marked a record. */
public enum Severity {
  /** 1: an incident; records like it should come up. */
  HIGH(1),
  /** 2: neither; changes nothing. */
  MEDIUM(2),
  /** 3: harmless; records like it should go down. */
  LOW(3);

  private final int number;

  Severity(int number) {
    this.number = number;
  }

  /** The number in feedback files. */
  public int number() {
    return number;
  }

  static Severity of(int number) {
    for (Severity severity : values()) {
      if (severity.number == number) {
        return severity;
      }
    }
    throw new DataException("the severity is " + number + ", not 1, 2 or 3");
  }
}
