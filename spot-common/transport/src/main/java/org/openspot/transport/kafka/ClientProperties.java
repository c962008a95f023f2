package org.openspot.transport.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.RetriableException;
import org.openspot.core.error.SpotException;

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

  /** The error of a client that cannot be made; names that do not resolve may do so later. */
  static SpotException unusable(KafkaException cause) {
    String message = rootMessage(cause);
    return message.contains("No resolvable bootstrap")
        ? new RetriableException("no Kafka broker's name can be resolved: " + message, cause)
        : new ConfigException("the kafka section cannot be used: " + message, cause);
  }

  /** What a client's constructor complains of: Kafka wraps it in "Failed to construct". */
  private static String rootMessage(Throwable error) {
    return error.getCause() == null ? error.getMessage() : rootMessage(error.getCause());
  }
}
