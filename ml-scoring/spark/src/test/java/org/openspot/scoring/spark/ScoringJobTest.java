package org.openspot.scoring.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openspot.scoring.model.feedback.Severity;
import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.saved.ScoringModel;
import org.openspot.scoring.model.source.ScoredSource;
import org.openspot.scoring.model.word.Recipes;
import org.openspot.scoring.spark.ScoringResult.Suspicious;
import org.openspot.scoring.spark.TrainingSettings.Optimizer;

/** What is found, in which order, and why. */
class ScoringJobTest {
  @TempDir Path directory;

  private Requests<FlowRecord> office(int files) {
    return Requests.office(directory.resolve("flow" + files), files);
  }

  @ParameterizedTest
  @EnumSource(Optimizer.class)
  void theOddRecordComesFirstAndSaysWhy(Optimizer optimizer) {
    ScoringResult<FlowRecord> result = office(3).optimizer(optimizer).score();
    assertThat(result.records()).isEqualTo(2001);
    assertThat(result.flaws()).isEmpty();
    assertThat(result.results()).hasSize(20);
    Suspicious<FlowRecord> first = result.results().get(0);
    assertThat(first.rank()).isZero();
    assertThat(first.record().destination().address()).isEqualTo("203.0.113.7");
    Explanation why = first.explanation();
    assertThat(why.word()).isEqualTo("client_22_TCP_12_32_22");
    assertThat(why.counts()).isEqualTo(new Explanation.Counts(1, 51, 1, 4002, 1));
    assertThat(result.results())
        .extracting(Suspicious::score)
        .isSorted()
        .allMatch(score -> score > 0 && score < 1);
    assertThat(result.model().properties())
        .containsEntry(ScoringModel.RESULTS, "20")
        .containsEntry(ScoringModel.THRESHOLD, Double.toString(result.results().get(19).score()));
  }

  @Test
  void whatIsUnusualOfAWordIsNamed() {
    List<Map<String, Object>> flows = RecordsForTests.office(40, 50);
    // Like any other of that hour and client but for its size.
    Map<String, Object> large =
        new HashMap<>(
            RecordsForTests.flow(Requests.NOON, Requests.ODD_CLIENT, "93.184.216.3", 443, 2000));
    large.put("ibyt", 4_000_000_000L);
    flows.add(large);
    ScoringResult<FlowRecord> result =
        Requests.of(ScoredSource.flow(), flows, directory.resolve("f"), 1).score();
    Explanation why = result.results().get(0).explanation();
    assertThat(why.unusual().name()).isEqualTo("bytes bin");
    assertThat(why.unusual().meaning()).isEqualTo("2147483648 to 4294967295");
    assertThat(why.unusual().others()).isGreaterThan(50);
    assertThat(why.text()).contains("; unusual: bytes bin 2147483648 to 4294967295, of ");
  }

  @Test
  void theSameSeedGivesTheSameRanksAndScoresHoweverTheDayIsDivided() {
    List<Suspicious<FlowRecord>> one = office(1).score().results();
    List<Suspicious<FlowRecord>> again = office(5).score().results();
    assertThat(again).hasSameSizeAs(one);
    for (int rank = 0; rank < one.size(); rank++) {
      assertThat(again.get(rank).record()).isEqualTo(one.get(rank).record());
      assertThat(again.get(rank).score()).isEqualTo(one.get(rank).score());
    }
  }

  @Test
  void lowMarksPushDownAndHighMarksPullUp() {
    Requests<FlowRecord> office = office(1);
    FlowRecord odd = office.score().results().get(0).record();
    assertThat(office.marked(Severity.LOW, odd).score().results())
        .extracting(Suspicious::record)
        .doesNotContain(odd);

    Requests<FlowRecord> all = office.wanted(1, 2001, Ranking.TOPIC);
    List<Suspicious<FlowRecord>> unmarked = all.score().results();
    Suspicious<FlowRecord> usual = unmarked.get(unmarked.size() - 100);
    assertThat(all.marked(Severity.HIGH, usual.record()).score().results())
        .filteredOn(one -> one.record().equals(usual.record()))
        .first()
        .satisfies(one -> assertThat(one.rank()).isLessThan(usual.rank()));
  }

  @Test
  void thresholdAndLimitBoundTheResults() {
    Requests<FlowRecord> office = office(2);
    List<Suspicious<FlowRecord>> all = office.wanted(1, 3000, Ranking.TOPIC).score().results();
    assertThat(all).hasSize(2001);
    double threshold = all.get(9).score();
    assertThat(office.wanted(threshold, 3000, Ranking.TOPIC).score().results())
        .allMatch(one -> one.score() <= threshold + 1e-12)
        .hasSizeBetween(9, 40);
    assertThat(office.wanted(1, 3, Ranking.TOPIC).score().results()).hasSize(3);
  }

  @Test
  void recordsAreInTheOrderOfWhatIsExpectedHoweverMuchThatIs() {
    List<Suspicious<FlowRecord>> results =
        office(1).wanted(1, 500, Ranking.FUSED).score().results();
    assertThat(results)
        .extracting(one -> one.explanation().expected())
        .isSorted()
        .anyMatch(expected -> expected > 100 && expected < Double.POSITIVE_INFINITY);
    assertThat(results.get(400).explanation().findings()).isNotEmpty();
  }

  @Test
  void highMarksDoNotPullSpotsScores() {
    Requests<FlowRecord> spots = office(1).recipes(Recipes.SPOT_1_1);
    List<Suspicious<FlowRecord>> unmarked = spots.score().results();
    assertThat(spots.marked(Severity.HIGH, unmarked.get(5).record()).score().results())
        .extracting(Suspicious::score)
        .isEqualTo(unmarked.stream().map(Suspicious::score).toList());
  }

  @ParameterizedTest
  @EnumSource(Ranking.class)
  void everyRankingFindsTheOddRecord(Ranking ranking) {
    List<Suspicious<FlowRecord>> results = office(2).wanted(1, 20, ranking).score().results();
    assertThat(results.subList(0, 3))
        .extracting(one -> one.record().destination().address())
        .contains("203.0.113.7");
  }
}
