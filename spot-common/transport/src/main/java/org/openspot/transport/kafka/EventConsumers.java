package org.openspot.transport.kafka;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Consumers as workers need them. */
public final class EventConsumers {
  private static final Set<String> KEPT_BY_SPARK =
      Set.of(
          ConsumerConfig.GROUP_ID_CONFIG,
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
          ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
          ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG,
          ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
          ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);

  private EventConsumers() {}

  /**
   * A consumer that is only ever assigned partitions and told where to read: it commits nothing by
   * itself, and where its position is gone it throws instead of jumping.
   *
   * @param groupId the group whose committed offsets show the lag; no membership goes with it
   * @throws org.openspot.core.error.ConfigException if Kafka's client refuses the settings
   */
  public static KafkaConsumer<byte[], byte[]> open(KafkaSettings settings, String groupId) {
    try {
      return new KafkaConsumer<>(properties(settings, groupId));
    } catch (KafkaException e) {
      throw ClientProperties.unusable(e);
    }
  }

  /** The properties that a Kafka source of Spark's takes: those it sets itself it refuses. */
  public static Map<String, String> sparkProperties(KafkaSettings settings) {
    Map<String, String> properties = new TreeMap<>(settings.properties());
    properties.keySet().removeIf(key -> KEPT_BY_SPARK.contains(key));
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return properties;
  }

  static Map<String, Object> properties(KafkaSettings settings, String groupId) {
    return ClientProperties.of(
        settings,
        Map.of(
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            "20000",
            ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            "10000"),
        Map.of(
            ConsumerConfig.GROUP_ID_CONFIG,
            groupId,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "none",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            "false",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            "false",
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class));
  }
}
