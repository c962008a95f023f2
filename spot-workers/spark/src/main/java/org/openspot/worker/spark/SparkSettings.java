package org.openspot.worker.spark;

import java.time.Duration;
import java.util.Map;
import org.openspot.core.config.Setting;

/**
 * How the Spark worker runs.
 *
 * @param master where, unless spark-submit says
 * @param trigger the pause between two batches
 * @param eventsPerBatch the most events of all partitions in one batch
 * @param properties of Spark, passed through untouched
 */
public record SparkSettings(
    @Setting(
            doc =
                "Spark master, unless spark-submit says otherwise: `local[N]` runs N tasks at once"
                    + " in the worker's own process.",
            value = "local[2]")
        String master,
    @Setting(doc = "How often a batch begins, if anything has come.", value = "1s")
        Duration trigger,
    @Setting(
            doc =
                "Events in one batch at most, over all partitions: an event is a pointer to a file"
                    + " or up to a message's size of rows, and a batch is one commit.",
            value = "200")
        int eventsPerBatch,
    @Setting(doc = "Spark properties, passed through untouched.", value = "")
        Map<String, String> properties) {
  public SparkSettings {
    properties = Map.copyOf(properties);
    if (eventsPerBatch < 1) {
      throw new IllegalArgumentException("events-per-batch must be 1 or more");
    }
  }
}
