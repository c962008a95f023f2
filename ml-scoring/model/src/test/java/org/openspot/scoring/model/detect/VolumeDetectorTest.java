package org.openspot.scoring.model.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openspot.scoring.model.detect.HostActivity.Role;

class VolumeDetectorTest {
  private static final int NIGHT = 2;
  private static final double USUAL = 1e6;
  private static final double MUCH = 1e10;

  /** A day of thirty hosts that do as much every hour, but for the night of the first. */
  private static List<HostWindow> day(int number, double atNight) {
    List<HostWindow> day = new ArrayList<>();
    for (int host = 0; host < 30; host++) {
      for (int hour = 0; hour < 24; hour++) {
        double bytes = host == 0 && hour == NIGHT ? atNight : USUAL;
        day.add(
            new HostWindow(
                "10.0.0." + host, Role.SOURCE, 24L * number + hour, 100, bytes, 1000, 5, 5));
      }
    }
    return day;
  }

  private static List<HostWindow> days(int count, double atNight) {
    List<HostWindow> days = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      days.addAll(day(number, atNight));
    }
    return days;
  }

  private static Evidence night(int day, List<HostWindow> history, double atNight) {
    return new VolumeDetector()
        .evidence(day(day, atNight), history).stream()
            .filter(one -> one.subject().equals("10.0.0.0 source " + (24 * day + NIGHT)))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void muchInOneHourIsUnusualWithoutDaysBefore() {
    assertThat(night(0, List.of(), MUCH).statistic()).isGreaterThan(10);
  }

  @Test
  void muchInTheSameHourOfEveryDayIsUsual() {
    Evidence night = night(7, days(7, MUCH), MUCH);
    assertThat(night.statistic()).isZero();
    assertThat(night.reasons())
        .filteredOn(reason -> reason.name().equals("bytes at that hour"))
        .singleElement()
        .satisfies(reason -> assertThat(reason.typical()).isCloseTo(MUCH, within(1.0)));
  }

  @Test
  void fourDaysAreTooFewToBeUsual() {
    assertThat(night(4, days(4, MUCH), MUCH).statistic()).isGreaterThan(10);
  }

  @Test
  void muchMoreThanInThatHourOfOtherDaysIsUnusual() {
    assertThat(night(7, days(7, USUAL), MUCH).statistic()).isGreaterThan(10);
    assertThat(night(7, days(7, USUAL), USUAL).statistic()).isZero();
  }
}
