package org.openspot.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openspot.store.swap.SwapFailPoints;

/** Compaction, replay, retention, lineage and audits, on the real HDFS and Hive. */
class UpkeepIT {
  private static final String FUTURE = "2200-01-01";

  private final RealStack stack = RealStack.running();

  private static Pipeline pipeline(Site site) {
    return site.set(site.pipeline("flow").worker("roll-rows", "100"));
  }

  private void ingest(Site site, Pipeline pipeline, List<Path> files) {
    site.land(pipeline, files);
    site.collect(pipeline).endsWith(0);
    site.work(pipeline).endsWith(0);
  }

  private static JsonNode audit(Site site, String... more) throws Exception {
    String[] command = {"audit", "--json", "--grace", "0s"};
    SpotProcess audit =
        site.spot(
            Stream.concat(Arrays.stream(command), Arrays.stream(more)).toArray(String[]::new));
    audit.status();
    JsonNode report = new ObjectMapper().readTree(audit.output());
    assertThat(audit.status())
        .as(audit.output())
        .isEqualTo(report.get("balances").asBoolean() ? 0 : 1);
    return report;
  }

  private long rows(Site site) {
    return stack.hive().count(site.name() + ".flow");
  }

  private List<String> tableFiles(Site site) {
    return stack
        .hive()
        .text("(SELECT DISTINCT INPUT__FILE__NAME FROM " + site.name() + ".flow) t")
        .sorted();
  }

  @Test
  void compactionChangesNoRowThatAQuerySeesWhileAWorkerCommits() throws Exception {
    Site site = new Site(stack, "upkeep_compact");
    Pipeline pipeline = pipeline(site);
    stack.hive().createTables(site);
    List<Path> first = Captures.generated("upkeep-compact", 71, 700, 4, 5);
    ingest(site, pipeline, first.subList(0, 2));
    long before = rows(site);
    long all = Nfdump.rows(first).size();
    assertThat(before).isEqualTo(Nfdump.rows(first.subList(0, 2)).size());
    int filesBefore = tableFiles(site).size();

    AtomicBoolean stop = new AtomicBoolean();
    AtomicLong least = new AtomicLong(before);
    AtomicLong queries = new AtomicLong();
    Thread analyst =
        new Thread(
            () -> {
              while (!stop.get()) {
                // Rows that were seen once are seen from then on, and none is seen twice.
                long seen = rows(site);
                assertThat(seen).isBetween(least.get(), all);
                least.set(seen);
                queries.incrementAndGet();
              }
            });
    AtomicBoolean failed = new AtomicBoolean();
    analyst.setUncaughtExceptionHandler(
        (thread, e) -> {
          e.printStackTrace();
          failed.set(true);
        });
    analyst.start();
    try {
      site.land(pipeline, first.subList(2, 4));
      SpotProcess collector = site.daemon("collector", pipeline, "1s", Map.of());
      SpotProcess worker = site.daemon("worker", pipeline, "4s", Map.of());
      for (int i = 0; i < 3; i++) {
        site.spot("compact", "--to", FUTURE).endsWith(0);
      }
      collector.endsWith(0);
      worker.endsWith(0);
    } finally {
      stop.set(true);
      analyst.join();
    }
    assertThat(failed).isFalse();
    assertThat(queries.get()).isPositive();
    site.spot("compact", "--to", FUTURE).endsWith(0);
    site.rows().assertSameAs(Nfdump.rows(first), "after compaction");
    assertThat(tableFiles(site).size()).isLessThan(filesBefore);
    JsonNode report = audit(site, "--deep");
    assertThat(report.get("findings")).isEmpty();
    assertThat(report.get("rows_found").asLong()).isEqualTo(all);
    assertThat(report.get("originals").asLong()).isEqualTo(4);

    SpotProcess lineage = site.spot("lineage", tableFiles(site).get(0), "--json").endsWith(0);
    assertThat(lineage.output()).contains(first.get(0).getFileName().toString());
  }

  @Test
  void aCompactionKilledAtAnyStepIsFinishedByTheNext() throws Exception {
    Site site = new Site(stack, "upkeep_killed");
    Pipeline pipeline = pipeline(site);
    stack.hive().createTables(site);
    List<Path> files = Captures.generated("upkeep-killed", 72, 420, 7, 5);
    ingest(site, pipeline, List.of(files.get(0)));
    int next = 1;
    for (String point : SwapFailPoints.ALL) {
      ingest(site, pipeline, List.of(files.get(next++)));
      site.dyingCommand(point, "compact", "--to", FUTURE).endsWith(SpotProcess.KILLED);
      site.rows().assertSameAs(Nfdump.rows(files.subList(0, next)), point);
    }
    ingest(site, pipeline, List.of(files.get(next++)));
    site.rows().assertSameAs(Nfdump.rows(files), "by a worker");
    site.spot("compact", "--to", FUTURE).endsWith(0);
    site.rows().assertSameAs(Nfdump.rows(files), "in the end");
    assertThat(audit(site).get("findings")).isEmpty();
  }

  @Test
  void aReplayPutsTheSameRowsBack() throws Exception {
    Site site = new Site(stack, "upkeep_replay");
    Pipeline pipeline = pipeline(site);
    stack.hive().createTables(site);
    List<Path> files = Captures.generated("upkeep-replay", 73, 500, 3, 5);
    ingest(site, pipeline, files);
    SpotProcess replay =
        site.spot("replay", "--table", "flow", "--from", "2000-01-01", "--to", FUTURE).endsWith(0);
    assertThat(replay.output()).contains("replayed 3 originals");
    site.rows().assertSameAs(Nfdump.rows(files), "after a replay");
    assertThat(audit(site, "--deep").get("findings")).isEmpty();
  }

  @Test
  void whatHiveForgotIsToldAgain() throws Exception {
    Site site = new Site(stack, "upkeep_repair");
    Pipeline pipeline = pipeline(site);
    site.createTables();
    List<Path> files = Captures.generated("upkeep-repair", 76, 500, 3, 5);
    ingest(site, pipeline, files);
    site.spot("compact", "--to", FUTURE).endsWith(0);
    stack.hive().execute("ALTER TABLE " + site.name() + ".flow DROP PARTITION (y > 0)");
    assertThat(rows(site)).isZero();
    SpotProcess repair = site.spot("tables", "repair").endsWith(0);
    assertThat(repair.output()).contains("flow: Hive was told ").contains("flow_scores: ");
    site.rows().assertSameAs(Nfdump.rows(files), "after the repair");
  }

  @Test
  void retentionTakesOldRowsAndWholeOriginalsOnly() throws Exception {
    Site site = new Site(stack, "upkeep_retention");
    site.settings("tables", "  retention: {proxy: 1d}\n");
    site.settings("archive", "  retention: 1d\n");
    Pipeline pipeline = site.pipeline("proxy", "proxy");
    stack.hive().createTables(site);
    Path log = site.directory().resolve("old.log");
    Files.createDirectories(site.directory());
    Files.writeString(
        log,
        """
        #Fields: date time c-ip cs-host cs-method sc-status
        2020-03-02 09:00:01 10.0.0.1 a.example GET 200
        2020-03-02 10:00:01 10.0.0.1 b.example GET 200
        no line of a log
        """);
    ingest(site, pipeline, List.of(log));
    String proxy = site.name() + ".proxy";
    assertThat(stack.hive().count(proxy)).isEqualTo(2);
    SpotProcess early = site.spot("retention").endsWith(0);
    assertThat(early.error()).as("it came just now").contains("nothing is old enough to go");
    assertThat(stack.hive().count(proxy)).isEqualTo(2);
    Instant before = Instant.now().minus(Duration.ofDays(2));
    for (String directory : List.of(site.table("proxy"), site.archive() + "/proxy/binary")) {
      for (String file : stack.hdfs().files(directory)) {
        stack.hdfs().setModified(file, before);
      }
    }
    SpotProcess trial = site.spot("retention", "--dry-run").endsWith(0);
    assertThat(trial.output()).contains("would be taken out").contains("1 originals would be");
    assertThat(stack.hive().count(proxy)).isEqualTo(2);
    site.spot("retention").endsWith(0);
    assertThat(stack.hive().count(proxy)).isZero();
    assertThat(stack.hdfs().files(site.archive() + "/proxy/binary")).isEmpty();
    JsonNode report = audit(site);
    assertThat(report.get("findings")).isEmpty();
    assertThat(report.get("rows_retired").asLong()).isEqualTo(2);
    assertThat(report.get("rejects_found").asLong()).isEqualTo(1);
  }

  @Test
  void anAuditNamesWhatSomebodyDeletedOrCopied() throws Exception {
    Site site = new Site(stack, "upkeep_audit");
    Pipeline pipeline = pipeline(site);
    stack.hive().createTables(site);
    List<Path> files = Captures.generated("upkeep-audit", 75, 600, 2, 5);
    ingest(site, pipeline, files);
    assertThat(audit(site).get("findings")).isEmpty();
    String victim = tableFiles(site).get(0).replaceFirst("hdfs://[^/]*", "");
    byte[] content = stack.hdfs().read(victim);
    stack.hdfs().write(victim.replace(".parquet", "-copy.parquet"), content);
    assertThat(audit(site).get("findings").findValuesAsText("kind")).contains("twice");
    stack.hdfs().delete(victim.replace(".parquet", "-copy.parquet"));
    stack.hdfs().delete(victim);
    assertThat(audit(site).get("findings").findValuesAsText("kind")).contains("missing");
    stack.hdfs().write(victim, content);
    assertThat(audit(site).get("findings")).isEmpty();
  }
}
