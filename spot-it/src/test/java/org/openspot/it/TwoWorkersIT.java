package org.openspot.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two of what there must be only one of. */
class TwoWorkersIT {
  private final RealStack stack = RealStack.running();

  @Test
  void theSecondWorkerTakesOverAndTheFirstEndsWhenItWakes() {
    Site site = new Site(stack, "two_workers");
    Pipeline pipeline =
        site.set(
            site.pipeline("flow")
                .collector("inline-limit", "100KiB")
                .worker("roll-rows", "1000")
                .worker("checkpoint-every", "5"));
    stack.hive().createTables(site);
    Path file = Captures.generated("two-workers", 71, 40_000, 1);
    site.land(pipeline, file);
    site.collect(pipeline).endsWith(0);
    CommitLogFiles log = new CommitLogFiles(site, pipeline.topic(), 0);

    SpotProcess first = site.daemon("worker", pipeline, "3m", Map.of());
    await("the first commits")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> log.lastSequence() >= 4);
    first.signal("STOP");
    long stoppedAt = log.lastSequence();
    site.work(pipeline).endsWith(0);
    assertThat(stoppedAt).as("stopped in the middle").isLessThan(41);
    Rows rows = Nfdump.rows(file);
    site.rows().assertSameAs(rows, "after the second worker");

    first.signal("CONT");
    first.endsWith(4);
    assertThat(first.error().lines().filter(line -> line.startsWith("spot: ")))
        .singleElement()
        .asString()
        .containsAnyOf("another worker has taken over", "while another took over");
    site.rows().assertSameAs(rows, "after the first worker woke");
    assertThat(log.temporary()).isEmpty();
  }

  @Test
  void theSecondCollectorNamesTheFirst() {
    Site site = new Site(stack, "two_collectors");
    Pipeline pipeline = site.pipeline("flow");
    SpotProcess first = site.daemon("collector", pipeline, "3m", Map.of());
    first.says("collecting from");

    SpotProcess second = site.collect(pipeline).endsWith(2);

    assertThat(second.error()).contains("already has a collector, " + first.pid() + "@");
    assertThat(first.isAlive()).isTrue();
    first.signal("TERM");
    first.endsWith(0);
  }
}
