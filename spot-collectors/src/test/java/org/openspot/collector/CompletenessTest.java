package org.openspot.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CompletenessTest {
  private static final Path FILE = Path.of("/landing/a");
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  private final Completeness completeness = new Completeness(Duration.ofSeconds(2));
  private Instant wall = NOON;
  private long nanos = -5;

  private FileStamp stamp(long size, Instant modified) {
    return stamp(size, modified, modified);
  }

  private FileStamp stamp(long size, Instant modified, Instant changed) {
    return new FileStamp(
        FileStamp.Kind.REGULAR, 1, 2, size, FileTime.from(modified), FileTime.from(changed));
  }

  private boolean passAfter(double seconds, FileStamp stamp) {
    Duration step = Duration.ofMillis((long) (seconds * 1000));
    wall = wall.plus(step);
    nanos += step.toNanos();
    completeness.beginPass(wall, nanos);
    boolean complete = completeness.isComplete(FILE, stamp);
    completeness.endPass();
    return complete;
  }

  @Test
  void anOldFileIsCompleteAtFirstSightAlsoIfRenamedInJustNow() {
    assertThat(passAfter(0, stamp(1, NOON.minusSeconds(60), NOON))).isTrue();
  }

  @Test
  void aFreshFileIsCompleteOnceItRested() {
    FileStamp fresh = stamp(1, NOON);
    assertThat(passAfter(0, fresh)).isFalse();
    assertThat(passAfter(1, fresh)).isFalse();
    assertThat(passAfter(1, fresh)).isTrue();
  }

  @Test
  void aFileSeenGrowingStartsOver() {
    assertThat(passAfter(0, stamp(1, NOON))).isFalse();
    assertThat(passAfter(1.9, stamp(2, NOON.plusSeconds(1)))).isFalse();
    assertThat(passAfter(0.2, stamp(2, NOON.plusSeconds(1)))).isFalse();
    assertThat(passAfter(0.9, stamp(2, NOON.plusSeconds(1)))).isTrue();
  }

  @Test
  void aFileSeenChangingIsNotCompleteBecauseItsWriterSetAnOldTime() {
    assertThat(passAfter(0, stamp(1, NOON))).isFalse();
    FileStamp dated = stamp(2, NOON.minusSeconds(3600), NOON.plusSeconds(1));
    assertThat(passAfter(1, dated)).isFalse();
    assertThat(passAfter(1, dated)).isFalse();
    assertThat(passAfter(1, dated)).isTrue();
  }

  @Test
  void aTimeInTheFutureDoesNotStallAFile() {
    FileStamp future = stamp(1, NOON.plusSeconds(86_400));
    assertThat(passAfter(0, future)).isFalse();
    assertThat(passAfter(2, future)).isTrue();
  }

  @Test
  void aClockThatJumpsAheadDoesNotRushAFile() {
    assertThat(passAfter(0, stamp(1, NOON))).isFalse();
    wall = wall.plusSeconds(3600);
    assertThat(passAfter(0.1, stamp(1, NOON))).isFalse();
    assertThat(passAfter(0.1, stamp(2, NOON.plusSeconds(1)))).isFalse();
    assertThat(passAfter(2, stamp(2, NOON.plusSeconds(1)))).isTrue();
  }

  @Test
  void aClockThatJumpsBackDoesNotStallAFile() {
    assertThat(passAfter(0, stamp(1, NOON))).isFalse();
    wall = wall.minusSeconds(3600);
    assertThat(passAfter(1, stamp(1, NOON))).isFalse();
    assertThat(passAfter(1, stamp(1, NOON))).isTrue();
  }

  @Test
  void theNextLookIsDueWhenTheFileMayHaveRested() {
    passAfter(0, stamp(1, NOON));
    passAfter(0.5, stamp(1, NOON));
    assertThat(completeness.nextDue()).isEqualTo(Duration.ofMillis(1500));
  }
}
