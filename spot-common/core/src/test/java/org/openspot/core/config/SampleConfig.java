package org.openspot.core.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A configuration with every type that binds. */
record SampleConfig(
    @Setting(doc = "Where state lives.", value = "./var") Path home,
    @Setting(doc = "The brokers.") Kafka kafka,
    @Setting(doc = "The pipelines.", value = "") Map<String, Pipeline> pipelines) {

  record Kafka(
      @Setting(doc = "Host and port.") String bootstrapServers,
      @Setting(doc = "Copies.", value = "1") int replication,
      @Setting(doc = "For SASL.", value = "", secret = true) String password,
      @Setting(doc = "Passed through.", value = "") Map<String, String> properties) {
    Kafka {
      if (replication < 1) {
        throw new IllegalArgumentException("replication must be at least 1");
      }
    }
  }

  enum Codec {
    NONE,
    VERY_FAST
  }

  record Pipeline(
      @Setting(doc = "Where files land.", value = "${home}/landing/${name}") Path landing,
      @Setting(doc = "The topic.", value = "spot.${name}") String topic,
      @Setting(doc = "The limit.", value = "1MiB") DataSize inlineLimit,
      @Setting(doc = "The pause.", value = "5s") Duration idle,
      @Setting(doc = "The codec.", value = "none") Codec codec,
      @Setting(doc = "Whether to.", value = "true") boolean compress,
      @Setting(doc = "Endings.", value = "") List<String> suffixes,
      @Setting(doc = "At most.", value = "1000") long maxRows) {}
}
