package org.openspot.transport.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.openspot.core.error.DataException;
import org.openspot.core.identity.FileId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events: idempotent, acknowledged by every in-sync replica, zstd, to a partition the caller
 * names, under the file id as key. Thread-safe; connects at the first send. A producer that Kafka
 * declares broken is replaced by a new one at the next send.
 */
public final class EventProducer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventProducer.class);

  private final KafkaSettings settings;
  private Producer<byte[], byte[]> producer;

  public EventProducer(KafkaSettings settings) {
    this.settings = settings;
  }

  /**
   * Hands an event over. Waits while the buffer is full, a quarter of a minute at most.
   *
   * @return done when every in-sync replica has the event; fails with {@link
   *     org.openspot.core.error.RetriableException} if that took half a minute, or with {@link
   *     DataException} if no message may be that large
   */
  public CompletableFuture<Void> send(String topic, int partition, FileId key, byte[] event) {
    CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    String what = "sending to " + topic + "-" + partition;
    Producer<byte[], byte[]> current = producer();
    try {
      // The callback says everything the future would.
      var unused =
          current.send(
              new ProducerRecord<>(topic, partition, key.toBytes(), event),
              (metadata, error) -> {
                if (error == null) {
                  acknowledged.complete(null);
                } else {
                  replaceIfBroken(current, error);
                  acknowledged.completeExceptionally(KafkaFailures.translate(what, error));
                }
              });
    } catch (KafkaException | IllegalStateException e) {
      replaceIfBroken(current, e);
      acknowledged.completeExceptionally(KafkaFailures.translate(what, e));
    }
    return acknowledged;
  }

  private synchronized Producer<byte[], byte[]> producer() {
    if (producer == null) {
      try {
        producer = new KafkaProducer<>(properties(settings));
      } catch (KafkaException e) {
        throw ClientProperties.unusable(e);
      }
    }
    return producer;
  }

  static Map<String, Object> properties(KafkaSettings settings) {
    return ClientProperties.of(
        settings,
        Map.of(
            ProducerConfig.BUFFER_MEMORY_CONFIG, "16777216",
            ProducerConfig.MAX_BLOCK_MS_CONFIG, "15000",
            ProducerConfig.LINGER_MS_CONFIG, "5",
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000",
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "30000",
            // Before compression; the topic's own limit, which counts after it, is the broker's.
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG, "16777216"),
        Map.of(
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            "true",
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "zstd",
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ByteArraySerializer.class,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            ByteArraySerializer.class));
  }

  private synchronized void replaceIfBroken(Producer<byte[], byte[]> used, Exception error) {
    boolean passes =
        error instanceof RetriableException || error instanceof RecordTooLargeException;
    if (passes || used != producer) {
      return;
    }
    LOG.warn("the Kafka producer is replaced after: {}", error.toString());
    producer = null;
    // Not joined: this may be the producer's own thread.
    used.close(Duration.ZERO);
  }

  /** Waits for what was handed over, a quarter of a minute at most, and disconnects. */
  @Override
  public void close() {
    Producer<byte[], byte[]> last;
    synchronized (this) {
      last = producer;
      producer = null;
    }
    if (last != null) {
      last.close(Duration.ofSeconds(15));
    }
  }
}
