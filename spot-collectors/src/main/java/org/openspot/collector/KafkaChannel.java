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
  private int limit;

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

  @Override
  public synchronized Topic topic() {
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
  public synchronized int messageLimit() {
    if (limit == 0) {
      limit = topics.messageLimit(topics.ensure(name, partitions).name());
    }
    return limit;
  }

  @Override
  public CompletableFuture<Void> send(int partition, FileId key, byte[] event) {
    return producer.send(name, partition, key, event);
  }
}
