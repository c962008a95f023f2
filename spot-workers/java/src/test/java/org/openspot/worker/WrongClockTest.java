package org.openspot.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openspot.worker.MemoryTopicPartition.rows;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.core.config.DataSize;
import org.openspot.core.config.DurationText;
import org.openspot.core.error.RetriableException;
import org.openspot.store.files.FaultyTableFiles;
import org.openspot.store.files.TableFiles;
import org.openspot.worker.MemoryTopicPartition.Run;
import org.openspot.worker.MemoryTopicPartition.Time;

/**
 * A worker on a machine whose clock is set back a day at every look: what it waits for is not of
 * the day. The time limits end what would otherwise wait for days.
 */
class WrongClockTest {
  private static final WorkerSettings SETTINGS =
      new WorkerSettings(
          DurationText.parse("1s"),
          100_000,
          DataSize.parse("64MiB"),
          2,
          DataSize.parse("1MiB"),
          100);

  @TempDir Path scratch;
  private MemoryTopicPartition partition;

  @BeforeEach
  void topic() {
    partition = new MemoryTopicPartition(scratch);
  }

  private Run run(TableFiles files) {
    AtomicLong looks = new AtomicLong();
    return new Run(
        "worker",
        files,
        SETTINGS,
        new Time(new Backwards(), () -> Duration.ofSeconds(looks.incrementAndGet()).toNanos()),
        false);
  }

  @Test
  @Timeout(60)
  void rowsAreCommittedAtTheirInterval() {
    partition.addRows("a", 0, 2, false);
    partition.addRows("a", 2, 4, false);
    partition.addRows("a", 4, 6, true);
    partition.work(run(partition.files), () -> {});
    assertThat(partition.table()).containsExactlyInAnyOrderElementsOf(rows("a", 0, 6));
    assertThat(partition.log().load().manifests())
        .as("the claim, and a commit for each event, a second after it was begun")
        .hasSize(4);
  }

  @Test
  @Timeout(60)
  void afterATroubleItGoesOn() {
    partition.addRows("a", 0, 2, true);
    AtomicBoolean away = new AtomicBoolean(true);
    TableFiles once =
        new FaultyTableFiles(
            partition.files,
            after -> {
              if (away.getAndSet(false)) {
                throw new RetriableException("away, once");
              }
            });
    partition.work(run(once), () -> {});
    assertThat(partition.table()).containsExactlyInAnyOrderElementsOf(rows("a", 0, 2));
  }

  /** A clock that is set back a day at every look. */
  private static final class Backwards extends Clock {
    private final AtomicLong looks = new AtomicLong();

    @Override
    public Instant instant() {
      return Instant.parse("2026-11-22T10:00:00Z").minus(Duration.ofDays(looks.incrementAndGet()));
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("times here have no zone");
    }
  }
}
