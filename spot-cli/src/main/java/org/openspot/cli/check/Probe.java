package org.openspot.cli.check;

import org.openspot.core.error.SpotException;

/** Something outside that the configuration relies on, and a try whether it is there. */
public interface Probe {
  /** What is tried: {@code kafka}, {@code nfdump}. */
  String name();

  /**
   * Tries it.
   *
   * @return what was found, in a few words
   * @throws SpotException whose message says what is wrong, in one line
   */
  String run();
}
