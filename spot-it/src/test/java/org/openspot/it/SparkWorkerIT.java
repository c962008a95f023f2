package org.openspot.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openspot.core.lifecycle.FailPoint;
import org.openspot.parsers.generate.ProxyLogFormat;
import org.openspot.store.commit.FailPoints;
import org.openspot.worker.WorkerFailPoints;

/** The worker on Spark gives the rows of the Java worker, and each takes over from the other. */
@TestInstance(Lifecycle.PER_CLASS)
class SparkWorkerIT {
  private static final int READABLE = 700;

  private final RealStack stack = RealStack.running();
  private final Site site = new Site(stack, "spark_worker");
  private Pipeline pipeline;
  private List<Path> small;
  private Path large;
  private Path base;
  private Rows expected;

  @BeforeAll
  void events() {
    pipeline = site.set(site.pipeline("flow").partitions(2).collector("inline-limit", "100KiB"));
    small = Captures.generated("spark-small", 81, 1500, 4, 9);
    large = Captures.generated("spark-large", 82, 4000, 1);
    base = Captures.generated("spark-damaged", 83, 1200, 1);
    site.land(pipeline, small);
    site.land(pipeline, large);
    site.land(pipeline, Captures.damaged(base, READABLE));
    site.collect(pipeline).endsWith(0);
    expected = Nfdump.rows(small).plus(Nfdump.rows(large)).plus(Nfdump.first(READABLE, base));
  }

  @Test
  void bothEnginesGiveTheSameTablesOfTheOtherSources() {
    Site both = new Site(stack, "spark_sources");
    Pipeline dns = both.set(both.pipeline("dns", "dns").collector("inline-limit", "100KiB"));
    Pipeline proxy = both.pipeline("proxy", "proxy");
    both.land(dns, DnsAndProxyIT.captures("spark-dns", 7, 1500, 2));
    both.land(proxy, DnsAndProxyIT.logs("spark-proxy", 8, 5000, 2, ProxyLogFormat.BLUECOAT));
    Site java = both.withTables("sources_java");
    Site spark = both.withTables("sources_spark");
    stack.hive().createTables(java);
    stack.hive().createTables(spark);
    for (Pipeline pipeline : List.of(dns, proxy)) {
      both.collect(pipeline).endsWith(0);
      java.work(pipeline).endsWith(0);
      spark.workOnSpark(pipeline, Map.of()).endsWith(0);
      Rows rows = stack.hive().text("sources_java." + pipeline.type());
      assertThat(rows.size()).isPositive();
      stack
          .hive()
          .text("sources_spark." + pipeline.type())
          .assertSameAs(rows, pipeline.type() + " on Spark");
    }
  }

  private Site tables(String name) {
    Site tables = site.withTables(name);
    stack.hive().createTables(tables);
    return tables;
  }

  private long onlyIn(String one, String other) {
    return stack
        .hive()
        .number(
            "SELECT COUNT(*) FROM (SELECT * FROM %s.flow EXCEPT ALL SELECT * FROM %s.flow) t"
                .formatted(one, other));
  }

  @Test
  void bothEnginesGiveTheSameTable() {
    Site java = tables("engine_java");
    Site spark = tables("engine_spark");
    java.work(pipeline).endsWith(0);
    spark.workOnSpark(pipeline, Map.of()).endsWith(0);

    spark.rows().assertSameAs(expected, "on Spark");
    assertThat(onlyIn("engine_java", "engine_spark")).as("in the Java worker's only").isZero();
    assertThat(onlyIn("engine_spark", "engine_java")).as("in the Spark worker's only").isZero();
    for (Site tables : List.of(java, spark)) {
      long deadLetters = 0;
      for (int partition = 0; partition < 2; partition++) {
        CommitLogFiles log = new CommitLogFiles(tables, pipeline.topic(), partition);
        assertThat(log.staged()).as("staged").isEmpty();
        deadLetters += log.deadLetters().size();
      }
      assertThat(deadLetters).as("dead letters in " + tables.name()).isEqualTo(1);
    }
  }

  /** Killed in a task, before the commit decides, and after. */
  @ParameterizedTest
  @ValueSource(
      strings = {WorkerFailPoints.EVENT_TAKEN, FailPoints.MANIFEST_WRITTEN, FailPoints.COMMITTED})
  void theJavaWorkerTakesOverFromAKilledOneOnSpark(String point) {
    Site tables = tables("spark_killed_" + point.replaceAll("[^a-z0-9]+", "_"));
    // The manifest of each partition's claim is the first that is written.
    int passage = point.equals(FailPoints.MANIFEST_WRITTEN) ? 3 : 1;
    tables
        .workOnSpark(pipeline, Map.of(FailPoint.VARIABLE, point + ":" + passage))
        .endsWith(SpotProcess.KILLED);
    tables.work(pipeline).endsWith(0);
    tables.rows().assertSameAs(expected, "after the Java worker");
  }

  @Test
  void theSparkWorkerTakesOverFromAKilledJavaWorker() {
    Site tables = tables("java_killed");
    tables.dying("worker", pipeline, FailPoints.COMMITTED, 1).endsWith(SpotProcess.KILLED);
    tables.workOnSpark(pipeline, Map.of()).endsWith(0);
    tables.rows().assertSameAs(expected, "after the Spark worker");
  }
}
