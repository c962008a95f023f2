package org.openspot.collector;

import java.util.concurrent.CompletableFuture;
import org.openspot.core.identity.FileId;
import org.openspot.transport.kafka.EventProducer;
import org.openspot.transport.kafka.Topic;
import org.openspot.transport.kafka.Topics;

/** A topic in Kafka. */
public final class KafkaChannel implements EventChannel {
  private final Topics topics;
  private final EventProducer producer;
  private final String name;
  private final int partitions;
  private final SharedLook<Topic> look = new SharedLook<>(this::lookAtTopic);
  private volatile int limit;

  /**
   * @param topics closed by the caller
   * @param producer closed by the caller
   */
  public KafkaChannel(Topics topics, EventProducer producer, String name, int partitions) {
    this.topics = topics;
    this.producer = producer;
    this.name = name;
    this.partitions = partitions;
  }

  /** Asks Kafka; files in flight at once ask together. */
  @Override
  public Topic topic() {
    return look.get();
  }

  private Topic lookAtTopic() {
    if (limit > 0) {
      Topic known = topics.describe(name).orElse(null);
      if (known != null) {
        return known;
      }
    }
    Topic ensured = topics.ensure(name, partitions);
    limit = topics.messageLimit(name);
    return ensured;
  }

  @Override
  public int messageLimit() {
    if (limit == 0) {
      Topic unused = topic();
    }
    return limit;
  }

  @Override
  public CompletableFuture<Void> send(int partition, FileId key, byte[] event) {
    return producer.send(name, partition, key, event);
  }
}
