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
 */
record Pipeline(
    String name,
    String type,
    String topic,
    int partitions,
    Path landing,
    Map<String, String> collector,
    Map<String, String> worker,
    Map<String, String> options) {

  /** The same with a setting of the collector. */
  Pipeline collector(String key, String value) {
    return new Pipeline(
        name, type, topic, partitions, landing, with(collector, key, value), worker, options);
  }

  /** The same with a setting of the worker. */
  Pipeline worker(String key, String value) {
    return new Pipeline(
        name, type, topic, partitions, landing, collector, with(worker, key, value), options);
  }

  /** The same with an option of its dissector. */
  Pipeline option(String key, String value) {
    return new Pipeline(
        name, type, topic, partitions, landing, collector, worker, with(options, key, value));
  }

  Pipeline topic(String other) {
    return new Pipeline(name, type, other, partitions, landing, collector, worker, options);
  }

  Pipeline partitions(int number) {
    return new Pipeline(name, type, topic, number, landing, collector, worker, options);
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
    yaml.append("    partitions: " + partitions + "\n    collector:\n");
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
