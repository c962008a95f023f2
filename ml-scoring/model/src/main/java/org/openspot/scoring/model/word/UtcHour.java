package org.openspot.scoring.model.word;

/** The hour of the day, UTC. */
final class UtcHour {
  private static final int UNKNOWN = -1;
  private static final long SECONDS_PER_HOUR = 3600;
  private static final int HOURS = 24;

  private UtcHour() {}

  /** Of seconds since 1970; -1 for a time before, which stands for NULL. */
  static int of(long time) {
    return time < 0 ? UNKNOWN : (int) (time / SECONDS_PER_HOUR % HOURS);
  }

  /** Of HH:mm:ss, or -1. */
  static int of(String time) {
    if (time == null || time.length() < 3 || time.charAt(2) != ':') {
      return UNKNOWN;
    }
    int tens = time.charAt(0) - '0';
    int ones = time.charAt(1) - '0';
    boolean digits = tens >= 0 && tens <= 2 && ones >= 0 && ones <= 9;
    int hour = digits ? 10 * tens + ones : UNKNOWN;
    return hour < HOURS ? hour : UNKNOWN;
  }

  static String meaning(int hour) {
    return hour == UNKNOWN ? "time unknown" : String.format("%02d:00 to %02d:59 UTC", hour, hour);
  }
}
