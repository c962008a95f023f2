package org.openspot.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.openspot.store.commit.FailPoints;

/**
 * Workers that score what they ingest. All read the same topic from its beginning, each into tables
 * of its own; what they find is compared to what {@code spot score} finds in the same records.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ScoreOnIngestIT {
  private static final int RESULTS = 200;
  private static final String COLUMNS =
      "tstart, srcip, dstip, sport, dport, proto, ipkt, ibyt, opkt, obyt, srcip_internal";

  private final RealStack stack = RealStack.running();
  private final Site site = new Site(stack, "score_ingest");
  private Pipeline plain;
  private Pipeline scoring;
  private LocalDate day;

  @BeforeAll
  void aModel() {
    plain =
        site.set(
            site.pipeline("flow")
                .collector("inline-limit", "100KiB")
                // Scores in many commits.
                .worker("roll-rows", "700"));
    site.createTables();
    site.land(plain, Captures.generated("score-ingest", 61, 2500, 2, 9));
    site.land(plain, Captures.generated("score-ingest-large", 62, 4000, 1));
    site.collect(plain).endsWith(0);
    site.work(plain).endsWith(0);
    long newest =
        stack.hive().number("SELECT MAX(y * 10000 + m * 100 + d) FROM " + site.name() + ".flow");
    day = LocalDate.of((int) (newest / 10000), (int) (newest / 100 % 100), (int) (newest % 100));
    Path output = site.directory().resolve("scores");
    score(site, "--topics", "5", "--iterations", "5", "--output", output.toString());
    scoring = plain.setting("score-on-ingest", output.resolve("flow.model").toString());
  }

  private void score(Site where, String... more) {
    String[] always = {
      "score",
      "--source",
      "flow",
      "--date",
      day.toString(),
      "--detector",
      "topic",
      "--max-results",
      Integer.toString(RESULTS)
    };
    String[] all = new String[always.length + more.length];
    System.arraycopy(always, 0, all, 0, always.length);
    System.arraycopy(more, 0, all, always.length, more.length);
    where.spot(all).endsWith(0);
  }

  private Site tables(String name, Pipeline pipeline) {
    Site tables = new Site(stack, name);
    tables.set(pipeline);
    tables.createTables();
    return tables;
  }

  private long number(String sql) {
    return stack.hive().number(sql);
  }

  /** Equal but for the last digits, which differ from run to run of Spark. */
  private String ofTheDay(String database) {
    return ("SELECT %s, ROUND(ml_score, 12) AS score FROM %s.flow_scores"
            + " WHERE y = %d AND m = %d AND d = %d AND ml_score <"
            + " (SELECT MAX(ml_score) - 1e-12 FROM %s.flow_scores WHERE y = %d AND m = %d AND d = %d)")
        .formatted(
            COLUMNS,
            database,
            day.getYear(),
            day.getMonthValue(),
            day.getDayOfMonth(),
            site.name(),
            day.getYear(),
            day.getMonthValue(),
            day.getDayOfMonth());
  }

  /** Of records that are as suspicious as the last result, either may have others. */
  private void assertSameScores(Site tables) {
    String expected = ofTheDay(site.name());
    String found = ofTheDay(tables.name());
    assertThat(number("SELECT COUNT(*) FROM (" + expected + ") t")).isPositive();
    for (String[] order : new String[][] {{expected, found}, {found, expected}}) {
      assertThat(number("SELECT COUNT(*) FROM (" + order[0] + " EXCEPT ALL " + order[1] + ") t"))
          .as("records in %s and not in %s", order[0], order[1])
          .isZero();
    }
    assertThat(stack.hive().count(tables.name() + ".flow_scores WHERE rank IS NOT NULL")).isZero();
    assertThat(
            number(
                "SELECT COUNT(*) FROM "
                    + tables.name()
                    + ".flow_scores WHERE ml_score > (SELECT MAX(ml_score) + 1e-12 FROM "
                    + site.name()
                    + ".flow_scores)"))
        .isZero();
  }

  @Test
  void killedWorkersLeaveEachScoreOnceAndScoringTheDayTakesTheirPlace() {
    Site tables = tables("score_ingest_killed", scoring);
    tables.dying("worker", scoring, FailPoints.FILE_PUBLISHED, 3).endsWith(SpotProcess.KILLED);
    tables.dying("worker", scoring, FailPoints.COMMITTED, 2).endsWith(SpotProcess.KILLED);
    tables.dying("worker", scoring, FailPoints.STAGED, 2).endsWith(SpotProcess.KILLED);
    tables.work(scoring).endsWith(0);
    assertSameScores(tables);
    tables.spot("audit", "--deep").endsWith(0);

    score(tables, "--model", scoring.more().get("score-on-ingest"));
    assertThat(stack.hive().count(tables.name() + ".flow_scores WHERE rank IS NULL")).isZero();
    assertThat(number("SELECT COUNT(DISTINCT rank) FROM " + tables.name() + ".flow_scores"))
        .isEqualTo(RESULTS);

    // What comes later is scored too, beside what was found; compaction leaves it as it is.
    Pipeline everything =
        tables.set(scoring.setting("score-on-ingest-threshold", "1").topic("it.score_ingest.late"));
    tables.land(everything, Captures.generated("score-ingest-late", 63, 900, 2, 9));
    tables.collect(everything).endsWith(0);
    tables.work(everything).endsWith(0);
    long late = stack.hive().count(tables.name() + ".flow_scores WHERE rank IS NULL");
    assertThat(late).isBetween((long) RESULTS, 900L);
    tables.spot("compact", "--to", day.plusDays(2) + "T00:00").endsWith(0);
    assertThat(stack.hive().count(tables.name() + ".flow_scores")).isEqualTo(RESULTS + late);
    tables.spot("audit", "--deep").endsWith(0);
  }

  @Test
  void theWorkerOnSparkFindsTheSame() {
    Site tables = tables("score_ingest_spark", scoring);
    tables.workOnSpark(scoring, Map.of()).endsWith(0);
    assertSameScores(tables);
  }

  @Test
  void whatIsMissingIsSaidAtTheStart() {
    Site without = new Site(stack, "score_ingest_without");
    without.set(scoring);
    stack.hive().createTables(without); // none of scores
    assertThat(without.work(scoring).endsWith(2).error())
        .contains("no table flow_scores in database score_ingest_without: run spot tables create");

    Pipeline gone = without.set(scoring.setting("score-on-ingest", "/no/such/flow.model"));
    assertThat(without.work(gone).endsWith(2).error())
        .contains("pipelines.flow.score-on-ingest: no model /no/such/flow.model");
  }
}
