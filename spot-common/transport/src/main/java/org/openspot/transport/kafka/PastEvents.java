package org.openspot.transport.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.openspot.core.error.RetriableException;

/** Events read once more, each at its offset. Moves nobody's position. */
public final class PastEvents {
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaSettings settings;
  private final String group;

  /**
   * @param group a consumer group that this user may read with; it is not joined
   */
  public PastEvents(KafkaSettings settings, String group) {
    this.settings = settings;
    this.group = group;
  }

  /**
   * The value of the record at an offset.
   *
   * @return empty if Kafka no longer has it, or it has no value
   * @throws RetriableException if Kafka does not answer in time
   */
  public Optional<byte[]> value(String topic, int partition, long offset) {
    TopicPartition at = new TopicPartition(topic, partition);
    try (Consumer<byte[], byte[]> consumer = EventConsumers.open(settings, group)) {
      consumer.assign(List.of(at));
      if (offset >= consumer.endOffsets(List.of(at), LONGEST).get(at)) {
        return Optional.empty();
      }
      consumer.seek(at, offset);
      long deadline = System.nanoTime() + LONGEST.toNanos();
      while (System.nanoTime() < deadline) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(at)) {
          // The first that is there; a later one, if that at the offset is gone.
          return record.offset() == offset ? Optional.ofNullable(record.value()) : Optional.empty();
        }
      }
      throw new RetriableException("Kafka does not hand out offset " + offset + " of " + at);
    } catch (OffsetOutOfRangeException e) {
      return Optional.empty();
    } catch (KafkaException e) {
      throw KafkaFailures.translate("reading offset " + offset + " of " + at, e);
    }
  }
}
