package org.openspot.core.config;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The variables that override settings: {@code SPOT_} and the path in upper case, every other
 * character an underscore. Notes which were asked for, so that a variable nobody knows is found.
 */
final class Environment {
  private static final String PREFIX = "SPOT_";

  private final TreeMap<String, String> given = new TreeMap<>();
  private final Map<String, String> askedFor = new LinkedHashMap<>();
  private final Set<String> known;
  private final Problems problems;

  Environment(Map<String, String> variables, Set<String> reserved, Problems problems) {
    variables.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX)) {
            given.put(name, value);
          }
        });
    this.known = new HashSet<>(reserved);
    this.problems = problems;
  }

  static String variable(String path) {
    return PREFIX + path.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  /** The override of the setting at a path. */
  Optional<ConfigNode.Text> get(String path) {
    String name = variable(path);
    String other = askedFor.putIfAbsent(name, path);
    String value = given.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (other != null && !other.equals(path)) {
      problems.add(Origin.variable(name), "may mean " + other + " or " + path + ": set it there");
    }
    return Optional.of(new ConfigNode.Text(value, Origin.variable(name)));
  }

  /**
   * Properties under a path that the file does not have. A variable cannot tell {@code .} from
   * {@code -} nor spell capitals: the property is in lower case, its parts joined by dots.
   */
  Map<String, ConfigNode.Text> propertiesUnder(String path) {
    Map<String, ConfigNode.Text> found = new LinkedHashMap<>();
    String prefix = variable(path) + "_";
    given
        .subMap(prefix, prefix + Character.MAX_VALUE)
        .forEach(
            (name, value) -> {
              if (askedFor.putIfAbsent(name, path) == null) {
                String key = name.substring(prefix.length()).toLowerCase(Locale.ROOT);
                found.put(key.replace('_', '.'), new ConfigNode.Text(value, Origin.variable(name)));
              }
            });
    return found;
  }

  /** Takes the variables under a path as known: what they belong to was reported already. */
  void skip(String path) {
    String prefix = variable(path) + "_";
    known.addAll(given.subMap(prefix, prefix + Character.MAX_VALUE).keySet());
  }

  /** Reports the variables that nothing asked for. */
  void reportUnknown() {
    for (String name : given.keySet()) {
      if (!askedFor.containsKey(name) && !known.contains(name)) {
        problems.add(
            Origin.variable(name),
            "matches no setting"
                + Suggestion.closest(name, askedFor.keySet())
                    .map(close -> "; did you mean " + close + "?")
                    .orElse(""));
      }
    }
  }
}
