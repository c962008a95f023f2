package org.openspot.core.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.openspot.core.error.ConfigException;

/** Everything that is wrong with one configuration, in the order of its lines. */
final class Problems {
  private record Problem(int line, String text) {}

  private final List<Problem> found = new ArrayList<>();

  void add(Origin origin, String text) {
    found.add(new Problem(origin.line(), origin + ": " + text));
  }

  void add(Origin origin, String path, String text) {
    add(origin, path.isEmpty() ? text : path + ": " + text);
  }

  boolean any() {
    return !found.isEmpty();
  }

  ConfigException asException() {
    return new ConfigException(
        found.stream().sorted(Comparator.comparingInt(Problem::line)).map(Problem::text).toList());
  }
}
