package org.openspot.scoring.model.word;

/** The hour as Spot reads it: the digits before the first colon. */
final class SpotHour {
  private SpotHour() {}

  static int of(String time) {
    int colon = time.indexOf(':');
    return Integer.parseInt(colon < 0 ? time : time.substring(0, colon));
  }

  static String meaning(int hour) {
    return "hour " + hour;
  }
}
