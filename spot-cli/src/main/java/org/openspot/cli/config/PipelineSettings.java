package org.openspot.cli.config;

import java.util.OptionalDouble;
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
    @Setting(doc = "How its workers work.") WorkerSettings worker,
    @Setting(
            doc =
                "Saved model (`<source>.model` of `spot score`; a path, or a URI such as hdfs://)"
                    + " with which workers score the records that they ingest, into"
                    + " `<source>_scores`; empty: they do not.",
            value = "")
        String scoreOnIngest,
    @Setting(
            doc =
                "Up to which score a record goes there, from 0 to 1; empty: up to the least"
                    + " suspicious of the results on the day that the model was trained on.",
            value = "")
        String scoreOnIngestThreshold) {
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
    if (!scoreOnIngestThreshold.isEmpty()) {
      double threshold = threshold(scoreOnIngestThreshold);
      if (!(threshold >= 0 && threshold <= 1)) {
        throw new IllegalArgumentException(
            "score-on-ingest-threshold must be a number from 0 to 1, such as 1e-5");
      }
    }
  }

  private static double threshold(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Up to which score workers keep records; empty: as on the day of training. */
  public OptionalDouble scoreThreshold() {
    return scoreOnIngestThreshold.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(threshold(scoreOnIngestThreshold));
  }
}
