package org.openspot.core.config;

/**
 * Where a value came from.
 *
 * @param place a file, a variable or "default"
 * @param line the line in the file, counted from 1; 0 for the file as a whole or what has no lines
 */
record Origin(String place, int line) {
  static final Origin DEFAULT = new Origin("default", 0);

  static Origin variable(String name) {
    return new Origin(name, 0);
  }

  @Override
  public String toString() {
    return line == 0 ? place : place + ":" + line;
  }
}
