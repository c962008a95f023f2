package org.openspot.cli;

import java.time.Duration;
import org.openspot.core.config.DurationText;
import org.openspot.core.error.ConfigException;

/** A span of time given on the command line. */
final class DurationOption {
  private DurationOption() {}

  /**
   * Reads it.
   *
   * @throws ConfigException if it is none
   */
  static Duration parse(String option, String text) {
    try {
      return DurationText.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(option + ": " + e.getMessage(), e);
    }
  }
}
