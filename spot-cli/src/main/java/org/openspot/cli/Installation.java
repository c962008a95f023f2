package org.openspot.cli;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where this OpenSpot is installed, and the environment it was started in.
 *
 * @param directory what holds bin/, lib/, stack/ and conf/
 * @param environment the process's variables
 */
public record Installation(Path directory, Map<String, String> environment) {
  /** The system property by which bin/spot names the directory. */
  static final String PROPERTY = "spot.installation";

  /** The one that this process was started from. */
  static Installation current() {
    return new Installation(
        Path.of(System.getProperty(PROPERTY, ".")).toAbsolutePath().normalize(), System.getenv());
  }

  /** The configuration file to use where the command line names none. */
  public Path configFile() {
    String named = environment.getOrDefault("SPOT_CONF", "");
    return named.isEmpty() ? directory.resolve("conf/spot.yaml") : Path.of(named);
  }

  /** The Hive JDBC driver's jars. */
  public Path hiveJdbc() {
    return directory.resolve("lib/hive-jdbc");
  }

  /** The class paths of the local stack. */
  public Path stack() {
    return directory.resolve("stack");
  }
}
