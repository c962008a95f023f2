package org.openspot.core.config;

/**
 * A line of the configuration in force.
 *
 * @param depth how many groups it is in
 * @param value as it would stand in spot.yaml, secrets hidden; empty for the head of a group
 */
record EffectiveSetting(int depth, String key, String value, Origin origin) {
  String toYaml() {
    String start = "  ".repeat(depth) + YamlText.of(key) + ":";
    return value.isEmpty() ? start : start + " " + value + "  # " + origin;
  }
}
