package org.openspot.core.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration in force: the bound record, and where each of its values came from. */
public final class BoundConfig<T extends Record> {
  private final T value;
  private final List<EffectiveSetting> settings;

  BoundConfig(T value, List<EffectiveSetting> settings) {
    this.value = value;
    this.settings = List.copyOf(settings);
  }

  public T value() {
    return value;
  }

  /** The whole of it as a spot.yaml, each value with its origin as a comment, secrets hidden. */
  public String toYaml() {
    return settings.stream().map(setting -> setting.toYaml() + "\n").collect(Collectors.joining());
  }
}
