package org.openspot.scoring.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.core.error.DataException;
import org.openspot.schema.TableSpec;
import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.record.ProxyRecord;
import org.openspot.scoring.model.saved.ScoringModel;
import org.openspot.scoring.model.source.ScoredSource;
import org.openspot.scoring.model.word.Recipes;
import org.openspot.scoring.spark.ScoringResult.Suspicious;

/** A model of one day scores another. */
class SavedModelTest {
  @TempDir Path directory;

  private static Map<String, Object> neverSeen() {
    return RecordsForTests.flow(Requests.NOON, "192.0.2.1", "203.0.113.7", 6667, 77);
  }

  @Test
  void itScoresADayThatHasWordsAndHostsItNeverSaw() {
    ScoringModel model = Requests.office(directory.resolve("first"), 1).score().model();
    List<Map<String, Object>> flows = RecordsForTests.office(5, 10);
    flows.add(neverSeen());
    Requests<FlowRecord> nextDay =
        Requests.of(ScoredSource.flow(), flows, directory.resolve("next"), 1).model(model);
    ScoringResult<FlowRecord> result = nextDay.score();
    assertThat(result.model()).isSameAs(model);
    Suspicious<FlowRecord> first = result.results().get(0);
    assertThat(first.record().source().address()).isEqualTo("192.0.2.1");
    assertThat(first.score()).isPositive();
    assertThat(first.explanation().counts().overall()).isZero();

    assertThatThrownBy(() -> nextDay.recipes(Recipes.SPOT_1_1).score())
        .isInstanceOf(DataException.class)
        .hasMessage("the model is for words of flow/openspot-1, not of flow/spot-1.1");
  }

  @Test
  void spotsWordsGiveSpotsScores() {
    ScoringResult<FlowRecord> result =
        Requests.office(directory.resolve("first"), 1).recipes(Recipes.SPOT_1_1).score();
    assertThat(result.results().get(0).explanation().word())
        .isIn("22_TCP_12_32_22", "-1_22_TCP_12_32_22");
    // Unlike ours nothing is given to what was not seen: two scorings of unseen words are 0.
    ScoringResult<FlowRecord> unseen =
        Requests.of(ScoredSource.flow(), List.of(neverSeen()), directory.resolve("next"), 1)
            .recipes(Recipes.SPOT_1_1)
            .model(result.model())
            .score();
    assertThat(unseen.results().get(0).score()).isZero();
  }

  @Test
  void requestsHaveTheSameWordsInTrainingAndScoring() {
    List<Map<String, Object>> requests = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      requests.add(
          RecordsForTests.request(
              Requests.NOON + i,
              "10.2.0." + i % 20,
              "Agent " + i % 3,
              "www.example.com/page" + i % 9));
    }
    requests.add(
        RecordsForTests.request(Requests.NOON, "10.2.0.3", "Odd agent", "198.51.100.4/x.php"));
    ScoredSource<ProxyRecord> source = ScoredSource.proxy();
    Requests<ProxyRecord> request = Requests.of(source, requests, directory.resolve("proxy"), 2);
    ScoringResult<ProxyRecord> trained = request.score();
    assertThat(trained.results().get(0).record().userAgent()).isEqualTo("Odd agent");
    assertThat(trained.model().agents().asMap())
        .containsEntry("Odd agent", 1L)
        .containsEntry("Agent 0", 67L);
    // What was trained with feedback or on other days changes no word: the counts are the model's.
    assertThat(request.model(trained.model()).score().results())
        .extracting(one -> one.explanation().word())
        .isEqualTo(trained.results().stream().map(one -> one.explanation().word()).toList());

    TableSpec table = source.table().scores();
    List<Object> row = new ScoreRows<>(source).score(trained.results().get(0));
    assertThat(row).hasSameSizeAs(table.columns());
    assertThat(row.get(table.column("respcode"))).isEqualTo(200);
    assertThat(row.get(table.column("respcode_name"))).isEqualTo("OK");
    assertThat(row.get(table.column("word"))).asString().startsWith("address_12_GET_");
  }
}
