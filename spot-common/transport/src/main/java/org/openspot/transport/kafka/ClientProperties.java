package org.openspot.transport.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/** The properties of one client: ours where the user says nothing, theirs, and what must be. */
final class ClientProperties {
  private ClientProperties() {}

  static Map<String, Object> of(
      KafkaSettings settings, Map<String, Object> defaults, Map<String, Object> fixed) {
    Map<String, Object> all = new HashMap<>(defaults);
    all.putAll(settings.properties());
    all.putAll(fixed);
    all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    return all;
  }

  /** What a client's constructor complains of: Kafka wraps it in "Failed to construct". */
  static String rootMessage(Throwable error) {
    return error.getCause() == null ? error.getMessage() : rootMessage(error.getCause());
  }
}
