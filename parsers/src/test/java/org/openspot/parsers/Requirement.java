package org.openspot.parsers;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import org.openspot.core.error.ConfigException;
import org.openspot.parsers.process.Tool;

/** What a test needs of the machine: where it is missing the test is skipped, but fails in CI. */
public final class Requirement {
  private Requirement() {}

  /** A tool of the search path. */
  public static Tool tool(String name) {
    try {
      return Tool.locate(name);
    } catch (ConfigException e) {
      String message = e.getMessage() + ": install it to run this test";
      if (System.getenv("CI") != null) {
        return fail(message);
      }
      return abort(message);
    }
  }

  /** A folder of the captures that are not part of the project. */
  public static Path data(String folder) {
    Path path = Path.of(System.getProperty("spot.test.data", "none"), folder);
    if (!Files.isDirectory(path)) {
      abort("no folder " + path + ": set -Dspot.test.data to run this test");
    }
    return path;
  }
}
