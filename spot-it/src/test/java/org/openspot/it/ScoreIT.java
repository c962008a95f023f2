package org.openspot.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openspot.parsers.generate.ProxyLogFormat;

/** {@code spot score} on days that were ingested, with its tables in Hive. */
class ScoreIT {
  private static final int RESULTS = 50;

  private final RealStack stack = RealStack.running();
  private final Site site = new Site(stack, "score");

  @Test
  void everySourceIsScoredIntoItsTablesAndAgainInTheirPlace() throws IOException {
    Pipeline flow = site.pipeline("flow");
    Pipeline dns = site.pipeline("dns", "dns");
    Pipeline proxy = site.pipeline("proxy", "proxy");
    site.createTables();
    site.land(flow, Captures.generated("score-flow", 3, 2000, 2, 5));
    site.land(dns, DnsAndProxyIT.captures("score-dns", 3, 1500, 1));
    site.land(proxy, DnsAndProxyIT.logs("score-proxy", 3, 1500, 1, ProxyLogFormat.BLUECOAT));
    for (Pipeline pipeline : List.of(flow, dns, proxy)) {
      site.collect(pipeline).endsWith(0);
      site.work(pipeline).endsWith(0);
      score(pipeline.type(), day("score." + pipeline.type()), RESULTS);
      assertThat(count(pipeline.type() + "_scores")).isEqualTo(RESULTS);
      assertThat(count(pipeline.type() + "_reasons")).isEqualTo(RESULTS);
      assertThat(lines(pipeline.type())).isEqualTo(RESULTS);
    }
    assertThat(
            number(
                "SELECT COUNT(*) FROM score.flow_scores s JOIN score.flow_reasons r"
                    + " ON s.rank = r.rank AND s.srcip = r.client AND s.ml_score = r.ml_score"
                    + " JOIN (SELECT DISTINCT sip, dip FROM score.flow) f"
                    + " ON f.sip = s.srcip AND f.dip = s.dstip"))
        .isEqualTo(RESULTS);
    assertThat(
            stack
                .hive()
                .count(
                    "score.dns_reasons WHERE word_of_host <= words_of_host"
                        + " AND word_overall BETWEEN 1 AND words_overall AND reasons LIKE '% words of %'"))
        .isEqualTo(RESULTS);

    LocalDate day = day("score.flow");
    assertThat(firstSeen()).isPositive();
    Path yesterday = history(day.minusDays(1));
    Files.createDirectories(yesterday.getParent());
    Files.copy(history(day), yesterday);
    score("flow", day, RESULTS - 20);
    assertThat(firstSeen()).isZero();
    Files.delete(yesterday);
    assertThat(count("flow_scores")).isEqualTo(RESULTS - 20);
    assertThat(count("flow_reasons")).isEqualTo(RESULTS - 20);
    site.spot("audit").endsWith(0);
  }

  /** Results that are there for a peer or a port that is new to the host. */
  private long firstSeen() {
    return stack.hive().count("score.flow_reasons WHERE reasons LIKE '%flow.first%'");
  }

  private Path history(LocalDate day) {
    return stack.config().home().resolve("scores/flow/" + day + "/flow.history");
  }

  /** What docs/scoring.md says to run on a cluster, on one. */
  @Test
  void aClusterOfSparksScoresTheSame() throws IOException {
    Site other = new Site(stack, "score_cluster");
    Pipeline dns = other.pipeline("dns", "dns");
    other.createTables();
    other.land(dns, DnsAndProxyIT.captures("score-cluster", 5, 1500, 1));
    other.collect(dns).endsWith(0);
    other.work(dns).endsWith(0);
    String[] score = {
      "score",
      "--source",
      "dns",
      "--date",
      day("score_cluster.dns").toString(),
      "--max-results",
      "30",
      "--topics",
      "3",
      "--iterations",
      "3",
      "--output",
      other.directory().resolve("scores").toString()
    };
    other.spot(score).endsWith(0);
    List<String> here = ranks("score_cluster.dns_reasons");
    assertThat(here).hasSize(30);
    try (SparkCluster cluster = new SparkCluster(other.directory().resolve("spark"))) {
      cluster.submit(other.log("spark-submit"), other.arguments(score)).endsWith(0);
      assertThat(cluster.executors()).isNotEmpty();
    }
    assertThat(ranks("score_cluster.dns_reasons")).isEqualTo(here);
  }

  private List<String> ranks(String reasons) {
    return stack
        .hive()
        .query(
            "SELECT r.rank, r.`time`, r.client, r.other, r.word FROM "
                + reasons
                + " r ORDER BY r.rank",
            result -> {
              List<String> rows = new ArrayList<>();
              while (result.next()) {
                rows.add(
                    String.join(
                        " ",
                        result.getString(1),
                        result.getString(2),
                        result.getString(3),
                        result.getString(4),
                        result.getString(5)));
              }
              return rows;
            });
  }

  @Test
  void whatCannotBeReadEndsWithStatus1AndChangesNothing() throws IOException {
    Path old = Files.createDirectories(output().resolve("old")).resolve("flow_results.csv");
    Files.writeString(old, "what an earlier run found");
    Path damaged = Files.writeString(old.resolveSibling("damaged.parquet"), "PAR1, and no more");
    SpotProcess process =
        site.spot(
            "score",
            "--source",
            "flow",
            "--date",
            "2026-03-02",
            "--input",
            damaged.toString(),
            "--output",
            old.getParent().toString());
    assertThat(process.endsWith(1).error()).contains("damaged.parquet");
    assertThat(old).hasContent("what an earlier run found");
  }

  /** The day of the records: flows were received by an nfcapd just now. */
  private LocalDate day(String table) {
    long day =
        number(
            "SELECT MAX(CAST(y AS INT) * 10000 + CAST(m AS INT) * 100 + CAST(d AS INT)) FROM "
                + table);
    return LocalDate.of((int) (day / 10000), (int) (day / 100 % 100), (int) (day % 100));
  }

  private void score(String source, LocalDate day, int results) {
    SpotProcess process =
        site.spot(
            "score",
            "--source",
            source,
            "--date",
            day.toString(),
            "--max-results",
            Integer.toString(results),
            "--topics",
            "5",
            "--iterations",
            "5",
            "--output",
            output().toString());
    assertThat(process.endsWith(0).output()).contains(source + " on " + day);
  }

  private Path output() {
    return site.directory().resolve("scores");
  }

  private long lines(String source) throws IOException {
    try (var lines = Files.lines(output().resolve(source + "_results.csv"))) {
      return lines.count();
    }
  }

  private long count(String table) {
    return stack.hive().count("score." + table);
  }

  private long number(String sql) {
    return stack.hive().number(sql);
  }
}
