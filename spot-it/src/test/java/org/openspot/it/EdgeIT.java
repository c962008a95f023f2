package org.openspot.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openspot.core.lifecycle.FailPoint;

/** Sensors without HDFS: everything travels as rows, and what they could not read stays there. */
class EdgeIT {
  private static final int READABLE = 300;

  private final RealStack stack = RealStack.running();

  private static SpotProcess collect(Site site, Pipeline pipeline, Map<String, String> variables) {
    return site.daemon("collector", pipeline, "1s", variables, "--edge");
  }

  @Test
  void filesOfASensorAreRowsInHiveAndNothingOfThemIsInTheArchive() {
    Site site = new Site(stack, "edge");
    Pipeline pipeline = site.set(site.pipeline("flow").collector("inline-limit", "100KiB"));
    stack.hive().createTables(site);
    List<Path> files = Captures.generated("edge", 91, 3000, 3, 9);
    Path base = Captures.generated("edge-damaged", 92, 800, 1);
    Path damaged = Captures.damaged(base, READABLE);
    site.land(pipeline, files);
    site.land(pipeline, damaged);

    collect(site, pipeline, Map.of()).endsWith(0);
    site.work(pipeline).endsWith(0);

    site.rows().assertSameAs(Nfdump.rows(files).plus(Nfdump.first(READABLE, base)), "edge");
    assertThat(site.landed(pipeline)).isEmpty();
    assertThat(site.failed(pipeline))
        .containsExactly(damaged.getFileName().toString(), damaged.getFileName() + ".reason");
    assertThat(stack.hdfs().files(site.archive()))
        .as("in HDFS")
        .allMatch(path -> path.contains("/_schemas/"));
  }

  @Test
  void whatASensorSentBeforeItDiedIsStoredOnce() {
    Site site = new Site(stack, "edge_crash");
    Pipeline pipeline = site.set(site.pipeline("flow").collector("inline-limit", "100KiB"));
    stack.hive().createTables(site);
    Path file = Captures.generated("edge-crash", 93, 4000, 1);
    for (String point : List.of("collector.after-first-send", "collector.after-send")) {
      site.land(pipeline, file, point);
      collect(site, pipeline, Map.of(FailPoint.VARIABLE, point)).endsWith(SpotProcess.KILLED);
      collect(site, pipeline, Map.of()).endsWith(0);
    }
    site.work(pipeline).endsWith(0);

    Rows once = Nfdump.rows(file);
    // Two names, hence two originals of the same flows.
    site.rows().assertSameAs(once.plus(once), "after two crashes");
    assertThat(site.landed(pipeline)).isEmpty();
  }
}
