package org.openspot.scoring.model.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.DataException;
import org.openspot.schema.TablePartition;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.DerivedRows;
import org.openspot.schema.row.RowBuffer;
import org.openspot.scoring.model.saved.ScoringModel;

class IngestScoresTest {
  private static final TablePartition HOUR = TablePartition.of(1_772_409_600L);
  private static final TableSpec FLOW = TableSpec.load("flow");

  private final ScoringModel model = ModelForTests.of("flow", 1, 500);

  private static DerivedRows scores(ScoringModel model, OptionalDouble threshold) {
    return IngestScores.of("flow", model, ModelForTests.KNOWN, threshold).open();
  }

  private static List<RowBuffer> scored(DerivedRows scores, int rows) {
    RowsForTests traffic = new RowsForTests("flow", 1, false);
    List<RowBuffer> found = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      scores.of(traffic.next(), HOUR).ifPresent(found::add);
    }
    return found;
  }

  private static String text(TableSpec table, RowBuffer row, String column) {
    int at = table.column(column);
    return new String(row.array(), row.offset(at), row.length(at), UTF_8);
  }

  @Test
  void aSuspiciousRowHasTheColumnsOfTheTableOfScoresAndNoRank() {
    RowBuffer row = new RowsForTests("flow", 1, false).next();
    DerivedRows scores = scores(model, OptionalDouble.of(1));
    RowBuffer scored = scores.of(row, HOUR).orElseThrow();
    TableSpec table = scores.table();
    assertThat(table.name()).isEqualTo("flow_scores");
    assertThat(text(table, scored, "tstart")).isEqualTo("2026-03-02 00:00:00");
    assertThat(text(table, scored, "srcip")).isEqualTo(text(FLOW, row, "sip"));
    assertThat(text(table, scored, "dstip")).isEqualTo(text(FLOW, row, "dip"));
    assertThat(scored.intValue(table.column("dport")))
        .isEqualTo(row.intValue(FLOW.column("dport")));
    assertThat(scored.longValue(table.column("ibyt")))
        .isEqualTo(row.longValue(FLOW.column("ibyt")));
    assertThat(scored.isPresent(table.column("rank"))).isFalse();
    assertThat(scored.isPresent(table.column("opkt"))).isFalse();
    assertThat(scored.doubleValue(table.column("ml_score"))).isBetween(0.0, 1.0);
  }

  @Test
  void theModelSaysUpToWhichScoreUnlessSomethingElseIsSaid() {
    int all = scored(scores(model, OptionalDouble.of(1)), 2000).size();
    assertThat(all).isEqualTo(2000);
    List<RowBuffer> asTrained = scored(scores(model, OptionalDouble.empty()), 2000);
    int score = FLOW.scores().column("ml_score");
    assertThat(asTrained).isNotEmpty().hasSizeLessThan(all);
    assertThat(asTrained).allMatch(row -> row.doubleValue(score) <= 0.001);
    assertThat(scored(scores(model, OptionalDouble.of(0)), 2000)).isEmpty();
  }

  @Test
  void aModelThatFindsEverythingSuspiciousDoesNotDoubleTheTable() {
    ScoringModel few = model.with(ScoringModel.RESULTS, "20");
    assertThat(scored(scores(few, OptionalDouble.of(1)), 2000)).hasSizeBetween(20, 200);
  }

  @Test
  void daysAreLimitedEachForItself() {
    DayLimit days = new DayLimit(1);
    TablePartition next = new TablePartition(HOUR.hour() + 24);
    assertThat(days.takes(HOUR, 0.5)).isTrue();
    assertThat(days.takes(next, 0.7)).isTrue();
    assertThat(days.takes(HOUR, 0.5)).isFalse();
    assertThat(days.takes(HOUR, 0.4)).isTrue();
  }

  @Test
  void aModelOfOtherWordsOrWithoutAThresholdIsRefused() {
    ScoringModel other =
        new ScoringModel(
            "dns/openspot-1", model.agents(), model.topics(), model.counts(), Map.of());
    assertThatThrownBy(() -> scores(other, OptionalDouble.empty()))
        .isInstanceOf(DataException.class)
        .hasMessage("the model is for words of dns/openspot-1, not of flow/openspot-1");
    ScoringModel silent =
        new ScoringModel(
            "flow/openspot-1", model.agents(), model.topics(), model.counts(), Map.of());
    assertThatThrownBy(() -> scores(silent, OptionalDouble.empty()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("does not say up to which score");
    assertThat(scored(scores(silent, OptionalDouble.of(1)), 10)).hasSize(10);
    assertThatThrownBy(
            () -> IngestScores.of("syslog", model, ModelForTests.KNOWN, OptionalDouble.empty()))
        .isInstanceOf(ConfigException.class);
  }

  @Test
  void aRequestHasItsWordAndWhatItsStatusMeans() {
    ScoringModel requests = ModelForTests.of("proxy", 1, 100);
    DerivedRows scores =
        IngestScores.of("proxy", requests, ModelForTests.KNOWN, OptionalDouble.of(1)).open();
    RowsForTests traffic = new RowsForTests("proxy", 1, false);
    for (int i = 0; i < 50; i++) {
      RowBuffer row = traffic.next();
      RowBuffer scored = scores.of(row, HOUR).orElseThrow();
      Optional<String> status =
          scored.isPresent(scores.table().column("respcode_name"))
              ? Optional.of(text(scores.table(), scored, "respcode_name"))
              : Optional.empty();
      switch (text(TableSpec.load("proxy"), row, "respcode")) {
        case "200" -> assertThat(status).contains("OK");
        case "404" -> assertThat(status).contains("Not Found");
        default -> assertThat(status).isEmpty();
      }
      assertThat(text(scores.table(), scored, "word")).contains("_");
    }
  }
}
