package org.openspot.it.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.openspot.it.chaos.Drop.Manner;
import org.openspot.it.chaos.Fault.Kind;

class ScheduleTest {
  private static final int BURST = 100;

  @Test
  void theSameSeedIsTheSameScheduleAndTheSameFiles() {
    for (long seed = -3; seed < 30; seed++) {
      Schedule one = Schedule.of(seed, BURST);
      Schedule other = Schedule.of(seed, BURST);
      assertThat(one).isEqualTo(other);
      assertThat(one.text()).isEqualTo(other.text());
      assertThat(contents(one)).isEqualTo(contents(other));
    }
  }

  private static List<String> contents(Schedule schedule) {
    return originals(schedule).stream()
        .map(one -> one.name() + " " + Arrays.hashCode(one.content()))
        .toList();
  }

  private static List<Original> originals(Schedule schedule) {
    Contents contents = new Contents(schedule.seed());
    return schedule.drops().stream().map(contents::of).flatMap(List::stream).toList();
  }

  @Test
  void anotherSeedIsAnotherSchedule() {
    assertThat(LongStream.range(0, 200).mapToObj(seed -> Schedule.of(seed, BURST).text()))
        .doesNotHaveDuplicates();
  }

  @Test
  void everyFaultAndEveryMannerIsDrawn() {
    List<Schedule> all =
        LongStream.range(0, 200).mapToObj(seed -> Schedule.of(seed, BURST)).toList();
    Set<Kind> kinds =
        all.stream()
            .flatMap(one -> one.faults().stream())
            .map(Fault::kind)
            .collect(Collectors.toSet());
    Set<Manner> manners =
        all.stream()
            .flatMap(one -> one.drops().stream())
            .map(Drop::manner)
            .collect(Collectors.toSet());
    assertThat(kinds).isEqualTo(EnumSet.allOf(Kind.class));
    assertThat(manners).isEqualTo(EnumSet.allOf(Manner.class));
  }

  @Test
  void noRecordOfARoundIsLikeAnother() {
    for (long seed = 0; seed < 50; seed++) {
      List<Original> originals = originals(Schedule.of(seed, BURST));
      assertThat(originals.stream().flatMap(one -> one.rows().stream())).doesNotHaveDuplicates();
      assertThat(originals.stream().flatMap(one -> one.rejects().stream())).doesNotHaveDuplicates();
    }
  }

  @Test
  void aTornFileIsCutWithinALineThatIsARow() {
    for (long seed = 0; seed < 200; seed++) {
      for (Original one : originals(Schedule.of(seed, BURST))) {
        if (one.fate() == Original.Fate.TORN) {
          assertThat(one.rows()).contains(one.tornRow());
          assertThat(one.head()).isNotEmpty().doesNotContain(one.tornRow());
          assertThat(one.tail()).isNotEmpty();
        }
      }
    }
  }
}
