package org.openspot.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The classes of {@code bin/spot}, loaded once for all the processes of a run: without this half of
 * the tests' time would go into loading them a hundred times over. It changes nothing else; Java
 * ignores an archive that does not fit.
 */
final class StartupArchive {
  private static final Path FILE = RealStack.directory().resolve("classes.jsa");

  private StartupArchive() {}

  /** Runs a collector and a worker once, on the smallest task there is. */
  static void make(RealStack stack) {
    Site site = new Site(stack, "warm_up");
    Pipeline pipeline = site.pipeline("warm-up");
    site.createTables();
    site.land(pipeline, Captures.generated("warm-up", 1, 200, 1));
    site.collect(pipeline).endsWith(0);
    SpotProcess.start(
            site.log("worker"),
            Map.of("SPOT_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -XX:ArchiveClassesAtExit=" + FILE),
            site.command("worker", "--pipeline", pipeline.name(), "--until-idle", "1s"))
        .endsWith(0);
  }

  /** The options of Java for a process that shall start fast. */
  static List<String> javaOptions() {
    return Files.exists(FILE)
        ? List.of("-XX:TieredStopAtLevel=1", "-XX:SharedArchiveFile=" + FILE)
        : List.of("-XX:TieredStopAtLevel=1");
  }
}
