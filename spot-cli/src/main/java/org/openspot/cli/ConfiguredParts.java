package org.openspot.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.openspot.cli.config.SpotConfig;
import org.openspot.worker.spark.TaskParts;

/**
 * What tasks of the Spark worker work with, made from the configuration wherever they run. What
 * travels is the configuration's text and the settings in this process's environment.
 *
 * @param file the configuration file's name, for messages
 * @param text what is in it
 * @param environment the variables that override it
 * @param installation where this program is
 * @param pipeline the worker's pipeline
 */
record ConfiguredParts(
    String file, String text, Map<String, String> environment, String installation, String pipeline)
    implements TaskParts {
  private static final Map<ConfiguredParts, Opened> OPENED = new HashMap<>();

  ConfiguredParts {
    environment = Map.copyOf(environment);
  }

  /** The parts of a pipeline as this process is configured. */
  static ConfiguredParts of(SpotCommand spot, String text, String pipeline) {
    Map<String, String> settings = new TreeMap<>(spot.installation().environment());
    settings.keySet().removeIf(name -> !name.startsWith("SPOT_"));
    return new ConfiguredParts(
        spot.configFile().toString(),
        text,
        settings,
        spot.installation().directory().toString(),
        pipeline);
  }

  /** Open until the process ends: tasks come and go, and the next one needs the same. */
  @Override
  public Opened open() {
    synchronized (OPENED) {
      return OPENED.computeIfAbsent(this, ConfiguredParts::openNew);
    }
  }

  private static Opened openNew(ConfiguredParts parts) {
    SpotConfig config = SpotConfig.binder().bind(parts.file, parts.text, parts.environment).value();
    Installation installation = new Installation(Path.of(parts.installation), parts.environment);
    return new Assembly(config, installation).taskParts(parts.pipeline);
  }

  /** Nothing of the configuration: there are passwords in it. */
  @Override
  public String toString() {
    return "parts of pipeline " + pipeline;
  }
}
