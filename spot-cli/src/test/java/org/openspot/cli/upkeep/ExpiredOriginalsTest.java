package org.openspot.cli.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openspot.archive.Archive.Archived;
import org.openspot.core.identity.FileId;

class ExpiredOriginalsTest {
  private static final Instant LIMIT = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant LONG_AGO = LIMIT.minus(Duration.ofDays(9));

  private static FileId id(String pipeline, String name) {
    return FileId.hasher(pipeline, name).finish().fileId();
  }

  private static Archived archived(FileId id, String name, Instant arrived) {
    return new Archived(id, name, "hdfs:/archive/" + name, 1, arrived, Instant.EPOCH);
  }

  @Test
  void ageCountsFromTheArrivalOfWhatWasCapturedAtAnUnknownTime() {
    FileId old = id("proxy", "old");
    FileId fresh = id("proxy", "fresh");
    ExpiredOriginals expired =
        ExpiredOriginals.of(
            List.of(
                archived(old, "old", LIMIT),
                archived(fresh, "fresh", LIMIT.plusSeconds(1)),
                archived(null, "unregistered", LIMIT.plusSeconds(1))),
            Set.of(old, fresh)::contains,
            LIMIT);
    assertThat(expired.removable()).extracting(Archived::name).containsExactly("old");
    assertThat(expired.kept()).isEmpty();
  }

  @Test
  void aFileOfTwoPipelinesGoesOnlyWhenBothAreDoneWithIt() {
    FileId here = id("proxy", "log");
    FileId there = id("proxy-2", "log");
    List<Archived> both =
        List.of(archived(here, "log", LONG_AGO), archived(there, "log", LONG_AGO));
    ExpiredOriginals early = ExpiredOriginals.of(both, here::equals, LIMIT);
    assertThat(early.removable()).isEmpty();
    assertThat(early.kept()).containsExactly("hdfs:/archive/log");

    ExpiredOriginals late = ExpiredOriginals.of(both, Set.of(here, there)::contains, LIMIT);
    assertThat(late.removable()).singleElement().isEqualTo(both.get(0));
    assertThat(late.kept()).isEmpty();
  }

  @Test
  void whatIsNotWholeOrNotRegisteredStays() {
    ExpiredOriginals expired =
        ExpiredOriginals.of(
            List.of(
                archived(id("proxy", "half"), "half", LONG_AGO),
                archived(null, "unregistered", LONG_AGO)),
            file -> false,
            LIMIT);
    assertThat(expired.removable()).isEmpty();
    assertThat(expired.kept()).containsExactly("hdfs:/archive/half", "hdfs:/archive/unregistered");
  }
}
