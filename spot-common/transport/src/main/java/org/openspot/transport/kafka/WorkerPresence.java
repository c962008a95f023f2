package org.openspot.transport.kafka;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Who works on which topic partition, and how far it is: told through a consumer group's committed
 * offsets, where any tool that watches lag finds it too. Never where work goes on from: that is the
 * commit log. Thread-safe; connects at the first call.
 */
public final class WorkerPresence implements AutoCloseable {
  /**
   * One worker's last word on a topic partition.
   *
   * @param nextOffset the first offset not committed
   * @param worker {@code pid@host}
   * @param at when it said so
   * @param trouble what it waits for; empty while it works
   */
  public record Sighting(long nextOffset, String worker, Instant at, String trouble) {}

  private static final int LONGEST_TROUBLE = 300;

  private final String group;
  private final LazyAdmin admin;

  public WorkerPresence(KafkaSettings settings, String group) {
    this.admin = new LazyAdmin(settings);
    this.group = group;
  }

  /** Says that a worker is alive, and how far it is. */
  public void report(String topic, int partition, Sighting sighting) {
    OffsetAndMetadata offset =
        new OffsetAndMetadata(
            sighting.nextOffset(),
            sighting.worker() + " " + sighting.at() + " " + shortened(sighting.trouble()));
    LazyAdmin.await(
        "reporting offsets of " + group,
        admin
            .get()
            .alterConsumerGroupOffsets(group, Map.of(new TopicPartition(topic, partition), offset))
            .all());
  }

  /** The last word on each partition of a topic of which anything was ever said. */
  public Map<Integer, Sighting> sightings(String topic) {
    Map<Integer, Sighting> found = new HashMap<>();
    LazyAdmin.await(
            "reading offsets of " + group,
            admin.get().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
        .forEach(
            (partition, offset) -> {
              if (partition.topic().equals(topic) && offset != null) {
                found.put(partition.partition(), sighting(offset));
              }
            });
    return found;
  }

  private static Sighting sighting(OffsetAndMetadata offset) {
    String[] parts = offset.metadata().split(" ", 3);
    return new Sighting(offset.offset(), parts[0], time(parts), parts.length < 3 ? "" : parts[2]);
  }

  private static Instant time(String[] parts) {
    try {
      return parts.length < 2 ? Instant.EPOCH : Instant.parse(parts[1]);
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }

  private static String shortened(String trouble) {
    String line = trouble.replaceAll("\\p{Cntrl}+", " ");
    return line.substring(0, Math.min(line.length(), LONGEST_TROUBLE));
  }

  @Override
  public void close() {
    admin.close();
  }
}
