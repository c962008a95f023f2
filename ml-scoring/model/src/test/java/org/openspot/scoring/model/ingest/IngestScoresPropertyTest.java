package org.openspot.scoring.model.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.openspot.schema.TablePartition;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.DerivedRows;
import org.openspot.schema.row.RowBuffer;
import org.openspot.scoring.model.feedback.FeedbackWeights;
import org.openspot.scoring.model.result.RecordScorer;
import org.openspot.scoring.model.saved.ScoringModel;
import org.openspot.scoring.model.source.ScoredSource;
import org.openspot.scoring.model.topic.TopicScores;
import org.openspot.scoring.model.word.Recipes;

class IngestScoresPropertyTest {
  private static final TablePartition HOUR = TablePartition.of(1_772_409_600L);
  private static final int ROWS = 400;

  @Provide
  Arbitrary<String> sources() {
    return Arbitraries.of("flow", "dns", "proxy");
  }

  @Property(tries = 60)
  void everyRowHasTheScoreOfTheRecordScorerToTheLastBit(
      @ForAll("sources") String source, @ForAll long seed) {
    compare(ScoredSource.of(source), seed);
  }

  private static <R> void compare(ScoredSource<R> source, long seed) {
    TableSpec table = source.table();
    ScoringModel model = ModelForTests.of(source.name(), seed, ROWS / 2);
    RecordScorer<R> scorer =
        new RecordScorer<>(
            source.recipe(Recipes.OPENSPOT, ModelForTests.KNOWN, model.agents()),
            new TopicScores(model.topics(), TopicScores.Smoothing.DEFAULT),
            FeedbackWeights.NONE);
    DerivedRows scores =
        IngestScores.of(source.name(), model, ModelForTests.KNOWN, OptionalDouble.of(1)).open();
    RowsForTests traffic = new RowsForTests(source.name(), seed, true);
    List<RowBuffer> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(traffic.next());
    }
    // The second time what is remembered gives what was worked out.
    for (int i = 0; i < 2 * ROWS; i++) {
      RowBuffer row = rows.get(i % ROWS);
      R record = source.record(new RowCells(table, row));
      double expected = source.flaw(record).isPresent() ? RecordScorer.ERROR : scorer.score(record);
      Optional<RowBuffer> scored = scores.of(row, HOUR);
      assertThat(scored.map(found -> found.doubleValue(scores.table().column("ml_score"))))
          .as(record.toString())
          .isEqualTo(expected == RecordScorer.ERROR ? Optional.empty() : Optional.of(expected));
    }
  }

  @Property(tries = 200)
  void ofAnyScoresTheLowestAreTaken(@ForAll List<Double> scores) {
    int limit = 3;
    DayLimit days = new DayLimit(limit);
    List<Double> taken = scores.stream().filter(score -> days.takes(HOUR, score)).toList();
    List<Double> lowest = scores.stream().sorted().limit(limit).toList();
    assertThat(taken.stream().sorted().limit(limit)).isEqualTo(lowest);
  }
}
