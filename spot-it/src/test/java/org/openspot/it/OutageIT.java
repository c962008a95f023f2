package org.openspot.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A service dies under running daemons, and comes back. */
@Execution(ExecutionMode.SAME_THREAD)
class OutageIT {
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private static final long FLOWS = 1_000_000;

  private final RealStack stack = RealStack.running();

  /** What a failed test left down would fail all that follow. */
  @AfterEach
  void everythingIsUp() {
    stack.up();
  }

  @Test
  void kafka() {
    Site site = new Site(stack, "kafka_away");
    Pipeline pipeline = pipeline(site);
    List<Path> files = Captures.generated("kafka-away", 81, 3000, 3, 5);
    SpotProcess collector = site.daemon("collector", pipeline, "5m", Map.of());
    SpotProcess worker = site.daemon("worker", pipeline, "5m", Map.of());
    site.land(pipeline, files.get(0));
    awaitRows(site, files.subList(0, 1));

    stack.kill("kafka");
    site.land(pipeline, files.get(1));
    collector.says("waiting and trying again, nothing is lost");
    worker.says(": waiting: ");
    assertThat(site.landed(pipeline)).hasSize(1);
    stack.up();
    site.land(pipeline, files.get(2));

    awaitRows(site, files);
    end(collector, worker);
    collector.says("going on after");
    worker.says(": going on");
    site.rows().assertSameAs(Nfdump.rows(files), "after Kafka came back");
    assertThat(site.landed(pipeline)).isEmpty();
    assertThat(site.failed(pipeline)).isEmpty();
  }

  @Test
  void hdfs() {
    Site site = new Site(stack, "hdfs_away");
    Pipeline pipeline = pipeline(site);
    List<Path> files = Captures.generated("hdfs-away", 82, 3000, 3, 5);
    SpotProcess collector = site.daemon("collector", pipeline, "5m", Map.of());
    SpotProcess worker = site.daemon("worker", pipeline, "5m", Map.of());
    site.land(pipeline, files.get(0));
    awaitRows(site, files.subList(0, 1));

    stack.kill("datanode");
    stack.kill("namenode");
    site.land(pipeline, files.get(1));
    collector.says("waiting and trying again, nothing is lost");
    assertThat(site.landed(pipeline)).hasSize(1);
    stack.up();
    site.land(pipeline, files.get(2));

    awaitRows(site, files);
    end(collector, worker);
    site.rows().assertSameAs(Nfdump.rows(files), "after HDFS came back");
    assertThat(site.landed(pipeline)).isEmpty();
    assertThat(site.failed(pipeline)).isEmpty();
  }

  /** HDFS dies while a large file is on its way into the archive, and then out of it again. */
  @Test
  void hdfsInTheMiddleOfALargeFile() {
    Site site = new Site(stack, "hdfs_away_large");
    Pipeline pipeline =
        site.set(site.pipeline("flow").worker("roll-rows", "50000").worker("row-group", "1MiB"));
    stack.hive().createTables(site);
    Path file = Captures.generated("hdfs-away-large", 85, FLOWS, 1);
    SpotProcess collector = site.daemon("collector", pipeline, "5m", Map.of());
    SpotProcess worker = site.daemon("worker", pipeline, "5m", Map.of());
    collector.says("collecting from");
    site.land(pipeline, file);

    awaitSome("an upload under way", () -> !uploads(site).isEmpty());
    collector.signal("STOP");
    assertThat(uploads(site)).as("stopped in the middle").hasSize(1);
    stack.kill("datanode");
    collector.signal("CONT");
    collector.says("waiting and trying again, nothing is lost");
    stack.up();
    CommitLogFiles log = new CommitLogFiles(site, pipeline.topic(), 0);
    awaitSome("a file being staged", () -> !log.staged().isEmpty() && log.lastSequence() >= 3);
    worker.signal("STOP");
    assertThat(log.lastSequence()).as("stopped in the middle").isLessThan(1 + FLOWS / 50_000);
    stack.kill("datanode");
    stack.kill("namenode");
    worker.signal("CONT");
    worker.says(": waiting: ");
    stack.up();

    awaitRows(site, FLOWS);
    end(collector, worker);
    assertThat(Fingerprint.of(site)).isEqualTo(Fingerprint.of(List.of(file)));
    assertThat(log.deadLetters()).isEmpty();
    assertThat(site.landed(pipeline)).isEmpty();
    assertThat(site.failed(pipeline)).isEmpty();
  }

  private List<String> uploads(Site site) {
    return stack.hdfs().files(site.archive()).stream()
        .filter(path -> path.contains("/_incoming/"))
        .toList();
  }

  private static void awaitSome(String what, Callable<Boolean> isThere) {
    await(what).atMost(LONGEST).pollInterval(Duration.ofMillis(10)).until(isThere);
  }

  private static void awaitRows(Site site, long rows) {
    await(rows + " rows in Hive")
        .atMost(LONGEST)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> site.stack().hive().count(site.name() + ".flow") == rows);
  }

  /** Between the worker on Spark and what it reads and writes is Spark, with retries of its own. */
  @Test
  void kafkaAndHdfsUnderTheWorkerOnSpark() {
    Site site = new Site(stack, "spark_away");
    Pipeline pipeline = pipeline(site);
    List<Path> files = Captures.generated("spark-away", 86, 3000, 3, 5);
    SpotProcess collector = site.daemon("collector", pipeline, "5m", Map.of());
    SpotProcess worker = site.daemon("worker", pipeline, "5m", Map.of(), "--engine", "spark");
    site.land(pipeline, files.get(0));
    awaitRows(site, files.subList(0, 1));

    stack.kill("kafka");
    site.land(pipeline, files.get(1));
    collector.says("waiting and trying again, nothing is lost");
    stack.up();
    awaitRows(site, files.subList(0, 2));

    worker.signal("STOP");
    site.land(pipeline, files.get(2));
    awaitSome("everything sent", () -> site.landed(pipeline).isEmpty());
    stack.kill("datanode");
    stack.kill("namenode");
    worker.signal("CONT");
    worker.says(": waiting: ");
    stack.up();

    awaitRows(site, files);
    end(collector, worker);
    worker.says(": going on");
    site.rows().assertSameAs(Nfdump.rows(files), "after Kafka and HDFS came back");
    assertThat(new CommitLogFiles(site, pipeline.topic(), 0).deadLetters()).isEmpty();
    assertThat(site.landed(pipeline)).isEmpty();
    assertThat(site.failed(pipeline)).isEmpty();
  }

  @Test
  void hive() {
    Site site = new Site(stack, "hive_away");
    Pipeline pipeline = pipeline(site);
    Path file = Captures.generated("hive-away", 83, 3000, 1);
    Path later = Captures.generated("hive-away-later", 84, 800, 1);
    CommitLogFiles log = new CommitLogFiles(site, pipeline.topic(), 0);
    SpotProcess worker = site.daemon("worker", pipeline, "5m", Map.of());
    worker.says("started on");

    stack.kill("hiveserver2");
    site.land(pipeline, file);
    site.collect(pipeline).endsWith(0);
    worker.says("Registering table partitions waits for Hive");
    long before = log.lastSequence();
    site.land(pipeline, later);
    site.collect(pipeline).endsWith(0);
    await("commits go on without Hive")
        .atMost(LONGEST)
        .until(
            () ->
                log.lastSequence() > before
                    && log.manifests().stream()
                            .flatMap(one -> one.get("originals").findValuesAsText("rows").stream())
                            .mapToLong(Long::parseLong)
                            .sum()
                        == 3800);
    assertThat(
            worker
                .error()
                .lines()
                .filter(line -> line.contains("Registering table partitions waits for Hive")))
        .as("said once")
        .hasSize(1);
    stack.up();

    awaitRows(site, List.of(file, later));
    worker.says("Hive answers again");
    end(worker);
    site.rows().assertSameAs(Nfdump.rows(List.of(file, later)), "after Hive came back");
  }

  private Pipeline pipeline(Site site) {
    Pipeline pipeline = site.set(site.pipeline("flow").collector("inline-limit", "50KiB"));
    stack.hive().createTables(site);
    return pipeline;
  }

  private static void awaitRows(Site site, List<Path> files) {
    int rows = Nfdump.rows(files).size();
    await(rows + " rows in Hive")
        .atMost(LONGEST)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> site.rows().size() == rows);
  }

  private static void end(SpotProcess... daemons) {
    for (SpotProcess daemon : daemons) {
      daemon.signal("TERM");
    }
    for (SpotProcess daemon : daemons) {
      daemon.endsWith(0);
    }
  }
}
