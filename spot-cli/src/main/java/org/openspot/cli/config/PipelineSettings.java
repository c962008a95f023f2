package org.openspot.cli.config;

import org.openspot.collector.CollectorSettings;
import org.openspot.core.config.Setting;
import org.openspot.parsers.DissectorOptions;
import org.openspot.worker.WorkerSettings;

/** One pipeline: what lands where, and the topic between its collectors and its workers. */
public record PipelineSettings(
    @Setting(
            doc =
                "Kind of file that lands: `flow` (nfcapd files), `dns` (packet captures) or `proxy`"
                    + " (W3C extended and Squid logs).")
        String type,
    @Setting(doc = "Kafka topic between collectors and workers.", value = "spot.${name}")
        String topic,
    @Setting(
            doc = "Partitions of the topic when a collector creates it: one worker each.",
            value = "2")
        int partitions,
    @Setting(doc = "What there is to say about its files.") DissectorOptions options,
    @Setting(doc = "How its collector works.") CollectorSettings collector,
    @Setting(doc = "How its workers work.") WorkerSettings worker) {
  public PipelineSettings {
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions must be at least 1");
    }
    // Files of the tables begin with the topic's name, and Hive overlooks those with _ or . in
    // front.
    if (!topic.matches("[A-Za-z0-9-][A-Za-z0-9._-]{0,199}")) {
      throw new IllegalArgumentException(
          "topic must be 1 to 200 letters, digits, dots, hyphens and underscores, the first of them"
              + " a letter, a digit or a hyphen");
    }
  }
}
