package org.openspot.transport.kafka;

import java.time.Duration;
import java.util.Map;
import org.openspot.core.config.DataSize;
import org.openspot.core.config.Setting;

/**
 * How Kafka is reached, and what topics made here are like.
 *
 * @param bootstrapServers brokers to ask first
 * @param properties client properties that pass through untouched
 * @param replication copies of each partition of a topic made here
 * @param retention how long a topic made here keeps events
 * @param maxMessage the largest record batch a topic made here takes
 */
public record KafkaSettings(
    @Setting(doc = "Brokers to ask first, as host:port, separated by commas.")
        String bootstrapServers,
    @Setting(
            doc =
                "Kafka client properties, passed through untouched to every client: security.protocol,"
                    + " sasl.*, ssl.* and the like. What the guarantees rest on (acks, idempotence,"
                    + " offset reset, commits) cannot be changed here.",
            value = "")
        Map<String, String> properties,
    @Setting(doc = "Copies of each partition of a topic that a collector creates.", value = "3")
        int replication,
    @Setting(
            doc =
                "How long a topic that a collector creates keeps events: longer than workers may be"
                    + " down.",
            value = "168h")
        Duration retention,
    @Setting(doc = "Largest message of a topic that a collector creates.", value = "1MiB")
        DataSize maxMessage) {}
