package org.openspot.parsers.generate;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * Spreads events over a time as an office does: little at night and at weekends, much from nine to
 * five (UTC). Immutable.
 */
final class DayRhythm {
  private static final int STEPS = 2048;
  private static final double[] HOURS = {
    .06, .05, .05, .05, .06, .1, .25, .55, .85, 1, 1, .95, .7, .85, 1, 1, .9, .65, .4, .25, .18,
    .12, .1, .08
  };

  private final double[] cumulated = new double[STEPS + 1];

  DayRhythm(TrafficSettings settings) {
    long length = settings.duration().toMillis();
    for (int step = 0; step < STEPS; step++) {
      Instant middle = settings.start().plusMillis((long) ((step + .5) / STEPS * length));
      ZonedDateTime time = middle.atZone(ZoneOffset.UTC);
      boolean weekend = time.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
      cumulated[step + 1] = cumulated[step] + HOURS[time.getHour()] * (weekend ? .3 : 1);
    }
  }

  /** Where an event falls, as a fraction of the time, given its place among all, 0 to 1. */
  double place(double rank) {
    double wanted = rank * cumulated[STEPS];
    int low = 0;
    int high = STEPS;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (cumulated[middle] <= wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double inStep = (wanted - cumulated[low]) / (cumulated[low + 1] - cumulated[low]);
    return (low + Math.min(inStep, 1)) / STEPS;
  }
}
