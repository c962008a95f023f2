package org.openspot.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.hadoop.fs.Path;
import org.openspot.archive.Archive.Registration;
import org.openspot.core.identity.FileId;
import org.openspot.transport.event.Original;
import org.openspot.transport.kafka.Topic;

class RegistrationsPropertyTest {
  private static final Path PATH = new Path("/archive/flow/binary/20261122/10/a");

  private static Original original(String pipeline, int number) {
    FileId.Digests digests = FileId.hasher(pipeline, "a" + number).finish();
    return new Original(
        digests.fileId(), "a" + number, 1, digests.sha256(), PATH.toString(), Instant.EPOCH);
  }

  private static Topic topic(String id, int partitions) {
    return new Topic("spot.flow", id, partitions);
  }

  @Property(tries = 200)
  void staysWhereItWasHoweverOftenTheTopicIsMadeAgainWithNoFewerPartitions(
      @ForAll @IntRange(max = 1000) int number,
      @ForAll @Size(min = 1, max = 5) List<@IntRange(max = 3) Integer> growth)
      throws IOException {
    Registrations registrations = new Registrations(new AttributesInMemory());
    Original original = original("flow", number);
    int partitions = 1;
    int first = -1;
    for (int i = 0; i < growth.size(); i++) {
      partitions += growth.get(i);
      Registration found = registrations.put(PATH, original, topic("t" + i, partitions));
      assertThat(found.topicId()).isEqualTo("t" + i);
      first = first < 0 ? found.partition() : first;
      assertThat(found.partition()).isEqualTo(first).isLessThan(partitions);
    }
  }

  @Property(tries = 200)
  void aTopicWithFewerPartitionsHasAPlaceForIt(
      @ForAll @IntRange(max = 1000) int number,
      @ForAll @IntRange(min = 1, max = 8) int before,
      @ForAll @IntRange(min = 1, max = 8) int after)
      throws IOException {
    Registrations registrations = new Registrations(new AttributesInMemory());
    Original original = original("flow", number);
    registrations.put(PATH, original, topic("t1", before));
    assertThat(registrations.put(PATH, original, topic("t2", after)).partition())
        .isBetween(0, after - 1);
  }

  @Property(tries = 200)
  void theFirstRegistrationForATopicHolds(
      @ForAll @IntRange(max = 1000) int number, @ForAll boolean lost) throws IOException {
    AttributesInMemory files = new AttributesInMemory();
    files.losesAnswers = lost;
    Registrations registrations = new Registrations(files);
    Original original = original("flow", number);
    Registration first = registrations.put(PATH, original, topic("t1", 2));
    assertThat(first.partition()).isEqualTo(original.id().bucket(2));
    assertThat(registrations.put(PATH, original, topic("t1", 3))).isEqualTo(first);
  }

  @Example
  void anotherPipelinesRegistrationOfTheSameFileSaysNothing() throws IOException {
    Registrations registrations = new Registrations(new AttributesInMemory());
    for (int number = 0; number < 20; number++) {
      Original mine = original("flow", number);
      Original other = original("flow_dmz", number);
      registrations.put(PATH, other, topic("t1", 2));
      assertThat(registrations.put(PATH, mine, topic("t2", 3)).partition())
          .isEqualTo(mine.id().bucket(3));
    }
  }
}
