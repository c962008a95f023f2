package org.openspot.cli.config;

import java.nio.file.Path;
import org.openspot.core.config.Setting;

/** One pipeline: what lands where, and the topic between its collectors and its workers. */
public record PipelineSettings(
    @Setting(doc = "Kind of file that lands: `flow` (nfcapd files).") String type,
    @Setting(
            doc = "Directory in which sensors leave files; one collector serves it.",
            value = "${home}/landing/${name}")
        Path landing,
    @Setting(doc = "Kafka topic between collectors and workers.", value = "spot.${name}")
        String topic,
    @Setting(
            doc = "Partitions of the topic when a collector creates it: one worker each.",
            value = "2")
        int partitions) {
  public PipelineSettings {
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions must be at least 1");
    }
    if (!topic.matches("[A-Za-z0-9._-]{1,249}")) {
      throw new IllegalArgumentException(
          "topic must be 1 to 249 letters, digits, dots, hyphens and underscores");
    }
  }
}
