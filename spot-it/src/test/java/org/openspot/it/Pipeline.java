package org.openspot.it;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A pipeline of a test's spot.yaml.
 *
 * @param type the kind of its files
 * @param topic its topic, of one partition unless set otherwise
 * @param landing its landing directory
 * @param collector settings of the collector that are not the default
 * @param worker settings of the worker that are not the default
 * @param options of the dissector that are not the default
 * @param more settings of the pipeline itself that are not the default
 */
record Pipeline(
    String name,
    String type,
    String topic,
    int partitions,
    Path landing,
    Map<String, String> collector,
    Map<String, String> worker,
    Map<String, String> options,
    Map<String, String> more) {

  /** The same with a setting of the collector. */
  Pipeline collector(String key, String value) {
    return new Pipeline(
        name, type, topic, partitions, landing, with(collector, key, value), worker, options, more);
  }

  /** The same with a setting of the worker. */
  Pipeline worker(String key, String value) {
    return new Pipeline(
        name, type, topic, partitions, landing, collector, with(worker, key, value), options, more);
  }

  /** The same with an option of its dissector. */
  Pipeline option(String key, String value) {
    return new Pipeline(
        name, type, topic, partitions, landing, collector, worker, with(options, key, value), more);
  }

  /** The same with a setting of the pipeline itself. */
  Pipeline setting(String key, String value) {
    return new Pipeline(
        name, type, topic, partitions, landing, collector, worker, options, with(more, key, value));
  }

  Pipeline topic(String other) {
    return new Pipeline(name, type, other, partitions, landing, collector, worker, options, more);
  }

  Pipeline partitions(int number) {
    return new Pipeline(name, type, topic, number, landing, collector, worker, options, more);
  }

  /** Where what cannot be ingested goes. */
  Path failed() {
    return landing.resolveSibling("failed").resolve(name);
  }

  private static Map<String, String> with(Map<String, String> map, String key, String value) {
    Map<String, String> more = new TreeMap<>(map);
    more.put(key, value);
    return more;
  }

  String yaml() {
    StringBuilder yaml = new StringBuilder();
    yaml.append("  " + name + ":\n    type: " + type + "\n    topic: " + topic + "\n");
    yaml.append("    partitions: " + partitions + "\n");
    more.forEach((key, value) -> yaml.append("    " + key + ": " + value + "\n"));
    yaml.append("    collector:\n");
    yaml.append("      landing: " + landing + "\n");
    collector.forEach((key, value) -> yaml.append("      " + key + ": " + value + "\n"));
    if (!worker.isEmpty()) {
      yaml.append("    worker:\n");
      worker.forEach((key, value) -> yaml.append("      " + key + ": " + value + "\n"));
    }
    if (!options.isEmpty()) {
      yaml.append("    options:\n");
      options.forEach((key, value) -> yaml.append("      " + key + ": " + value + "\n"));
    }
    return yaml.toString();
  }
}
