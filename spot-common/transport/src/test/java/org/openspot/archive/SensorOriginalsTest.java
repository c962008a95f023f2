package org.openspot.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.core.error.ConfigException;
import org.openspot.transport.event.Original;
import org.openspot.transport.kafka.Topic;

class SensorOriginalsTest {
  @TempDir Path directory;

  /** The sensor's collector, started anew. */
  private Archive started() {
    Archive archive = Archive.onSensor(directory, "sensor1");
    archive.sweep("sensor1-flow");
    return archive;
  }

  private static List<Original> originals(Archive archive) {
    List<Original> originals = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      originals.add(
          archive.store(
              new Archive.Landed("sensor1-flow", "flow", "flow", "a" + i, Instant.EPOCH),
              new ByteArrayInputStream(new byte[] {1})));
    }
    return originals;
  }

  private static Topic topic(String id, int partitions) {
    return new Topic("spot.flow", id, partitions);
  }

  @Test
  void aFileGoesWhereItWasAlsoInATopicMadeAgainWithMorePartitions() {
    Archive before = started();
    for (Original original : originals(before)) {
      int partition = before.register(original, topic("t1", 2)).partition();
      assertThat(partition).isEqualTo(original.id().bucket(2));
      assertThat(started().register(original, topic("t1", 64)).partition()).isEqualTo(partition);
      Archive.Registration again = started().register(original, topic("t2", 3));
      assertThat(again.partition()).isEqualTo(partition);
      assertThat(again.topicId()).isEqualTo("t2");
    }
  }

  @Test
  void aTopicMadeAgainWithFewerPartitionsHasAPlaceForEveryFile() {
    Archive archive = started();
    for (Original original : originals(archive)) {
      archive.register(original, topic("t1", 64));
      assertThat(archive.register(original, topic("t2", 2)).partition())
          .isEqualTo(original.id().bucket(2));
    }
  }

  @Test
  void aMachineThatChangedItsNameSendsNothing() throws IOException {
    started();
    Archive renamed = Archive.onSensor(directory, "localhost");
    assertThatThrownBy(() -> renamed.sweep("localhost-flow"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("localhost")
        .hasMessageContaining("sensor1")
        .hasMessageContaining(directory.resolve("host").toString())
        .hasMessageContaining("delete that file");

    assertThat(originals(started())).hasSize(20);
    Files.delete(directory.resolve("host"));
    renamed.sweep("localhost-flow");
    assertThat(originals(renamed)).hasSize(20);
  }
}
