package org.openspot.scoring.model.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegularityTest {
  private static final int SERIES = 4000;

  /** The p-value of chance is uniform: one below 0.01 in a hundred, at any rate. */
  @ParameterizedTest
  @ValueSource(ints = {3, 20, 300, 5000})
  void chanceIsRarelyTakenForRegular(int meanInterval) {
    Random random = new Random(meanInterval);
    int alarms = 0;
    int rareAlarms = 0;
    for (int i = 0; i < SERIES; i++) {
      double pValue = Regularity.of(chance(random, meanInterval, 60), 1).pValue();
      alarms += pValue < 0.01 ? 1 : 0;
      rareAlarms += pValue < 0.0005 ? 1 : 0;
    }
    assertThat(alarms).isLessThan((int) (0.01 * SERIES * 1.5));
    assertThat(rareAlarms).isLessThan(10);
  }

  @Test
  void burstsAreLessRegularThanChance() {
    Random random = new Random(5);
    TreeSet<Long> times = new TreeSet<>();
    for (int burst = 0; burst < 30; burst++) {
      long start = random.nextInt(80_000);
      for (int i = 0; i < 10; i++) {
        times.add(start + random.nextInt(300));
      }
    }
    long[] array = times.stream().mapToLong(Long::longValue).toArray();
    assertThat(Regularity.of(array, 1).pValue()).isGreaterThan(0.5);
  }

  @Test
  void aBeaconOfSeveralFlowsAContactHasThePeriodOfItsContacts() {
    Random random = new Random(6);
    TreeSet<Long> times = new TreeSet<>();
    for (long time = 0; time < 86_400; time += 900) {
      times.add(time);
      times.add(time + 1 + random.nextInt(2));
      times.add(time + 3 + random.nextInt(2));
    }
    Regularity regularity = Regularity.of(times.stream().mapToLong(Long::longValue).toArray(), 1);
    assertThat(regularity.pValue()).isLessThan(1e-20);
    assertThat(regularity.period()).isCloseTo(900, within(6.0));
    assertThat(regularity.jitter()).isLessThan(0.01);
  }

  @Test
  void missingContactsAreMultiplesOfThePeriod() {
    Random random = new Random(7);
    TreeSet<Long> times = new TreeSet<>();
    for (long time = 0; time < 86_400; time += 300) {
      if (random.nextInt(10) >= 3) {
        times.add(time + random.nextInt(5));
      }
    }
    Regularity regularity = Regularity.of(times.stream().mapToLong(Long::longValue).toArray(), 1);
    assertThat(regularity.pValue()).isLessThan(1e-10);
    assertThat(regularity.period()).isCloseTo(300, within(2.0));
  }

  /** Off in the night and over lunch, and two calls in ten missing. */
  @Test
  void aBeaconThatIsSilentForHoursIsRegularAllTheSame() {
    Random random = new Random(8);
    TreeSet<Long> times = new TreeSet<>();
    for (long time = 0; time < 86_400; time += 60) {
      boolean off = (time > 64_800 && time < 79_200) || (time > 43_200 && time < 46_800);
      if (!off && random.nextInt(10) >= 2) {
        times.add(time + random.nextInt(10));
      }
    }
    Regularity regularity = Regularity.of(times.stream().mapToLong(Long::longValue).toArray(), 1);
    assertThat(regularity.pValue()).isLessThan(1e-50);
    assertThat(regularity.period()).isCloseTo(60, within(1.0));
  }

  @Test
  void chanceThatIsSilentForHoursIsNoBeacon() {
    Random random = new Random(9);
    int alarms = 0;
    for (int i = 0; i < SERIES; i++) {
      long[] times = chance(random, 60, 200);
      for (int late = 100; late < times.length; late++) {
        times[late] += 40_000;
      }
      alarms += Regularity.of(times, 1).pValue() < 0.01 ? 1 : 0;
    }
    assertThat(alarms).isLessThan((int) (0.01 * SERIES * 1.5));
  }

  /**
   * Trials of probability 1/m give n intervals of m with the probability (1/m · (1-1/m)^(m-1))^n.
   */
  @Test
  void aFewEqualIntervalsAreNoLessProbableThanTheyAre() {
    for (int interval : new int[] {2, 5, 30, 60}) {
      for (int count = 8; count <= 20; count += 4) {
        long[] times = new long[count + 1];
        for (int i = 0; i < times.length; i++) {
          times[i] = (long) i * interval;
        }
        double one = Math.pow(1 - 1.0 / interval, interval - 1) / interval;
        assertThat(Regularity.of(times, 1).pValue()).isBetween(Math.pow(one, count), 0.01);
      }
    }
  }

  @Test
  void tooFewContactsSayNothing() {
    assertThat(Regularity.of(new long[] {0, 10, 20, 30}, 1)).isEqualTo(Regularity.NONE);
    assertThat(Regularity.of(new long[0], 1)).isEqualTo(Regularity.NONE);
    long[] every = new long[100];
    for (int i = 0; i < every.length; i++) {
      every[i] = i; // as dense as it can be: regular and by chance are the same
    }
    assertThat(Regularity.of(every, 1)).isEqualTo(Regularity.NONE);
  }

  @Test
  void theGammaDistributionIsThatOfTheTables() {
    assertThat(Gamma.below(1, 1)).isCloseTo(1 - Math.exp(-1), within(1e-12));
    assertThat(Gamma.below(0.5, 1.920729410347062)).isCloseTo(0.95, within(1e-9)); // chi-square, 1
    assertThat(Gamma.below(5, 9.153519026636488)).isCloseTo(0.95, within(1e-6)); // chi-square, 10
    assertThat(Gamma.below(50, 10)).isPositive().isLessThan(1e-12);
    assertThat(Gamma.below(3, 0)).isZero();
  }

  private static long[] chance(Random random, int meanInterval, int count) {
    long[] times = new long[count];
    long time = 0;
    for (int i = 0; i < count; i++) {
      // A geometric interval by the inverse of its distribution.
      double left = 1 - random.nextDouble();
      time += 1 + (long) (Math.log(left) / Math.log1p(-1.0 / meanInterval));
      times[i] = time;
    }
    return times;
  }
}
