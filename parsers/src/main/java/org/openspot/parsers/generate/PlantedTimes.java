package org.openspot.parsers.generate;

import java.util.Arrays;
import java.util.SplittableRandom;

/** When planted events take place, within the time of the settings. Not thread-safe. */
final class PlantedTimes {
  /** The share of all records that is planted, at most; so it stays below a thousandth. */
  private static final double SHARE = 0.0009;

  /** With fewer records there would be too few of each anomaly. */
  static final long FEWEST_RECORDS = 50_000;

  private final TrafficSettings settings;
  private final SplittableRandom random;

  PlantedTimes(TrafficSettings settings, SplittableRandom random) {
    if (settings.flows() < FEWEST_RECORDS) {
      throw new IllegalArgumentException(
          "below "
              + FEWEST_RECORDS
              + " records planted ones cannot stay under 0.1 %: ask for more");
    }
    this.settings = settings;
    this.random = random;
  }

  /** How many records may be planted. */
  static int budget(TrafficSettings settings) {
    return (int) Math.min(Integer.MAX_VALUE, settings.flows() * SHARE);
  }

  /** Times by chance within a share of all the time, in their order. */
  long[] window(int count, double share) {
    double from = random.nextDouble() * (1 - share);
    long[] times = new long[count];
    Arrays.setAll(times, i -> at(from + share * random.nextDouble()));
    Arrays.sort(times);
    return times;
  }

  /** Times one after the other in a share of all the time, evenly as a program is. */
  long[] steady(int count, double share) {
    double from = random.nextDouble() * (1 - share);
    long[] times = new long[count];
    Arrays.setAll(times, i -> at(from + share * (i + random.nextDouble()) / count));
    return times;
  }

  /**
   * Calls over all the time.
   *
   * @param count about how many
   * @param jitter by which share of the period an interval is shorter or longer, at most
   * @param missing the share of calls that do not take place
   */
  long[] beacon(int count, double jitter, double missing) {
    double period = (1 - missing) / count;
    long[] times = new long[count];
    int made = 0;
    double place = random.nextDouble() * period;
    while (place < 1 && made < count) {
      if (random.nextDouble() >= missing) {
        times[made++] = at(place);
      }
      place += period * (1 + jitter * (2 * random.nextDouble() - 1));
    }
    return Arrays.copyOf(times, made);
  }

  private long at(double place) {
    return settings.start().toEpochMilli() + (long) (place * settings.duration().toMillis());
  }
}
