package org.openspot.scoring.model.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.openspot.schema.TableSpec;
import org.openspot.scoring.model.feedback.FeedbackWeights;
import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.record.ProxyRecord;
import org.openspot.scoring.model.word.AgentCounts;
import org.openspot.scoring.model.word.KnownDomains;
import org.openspot.scoring.model.word.Recipes;

class ResultsTest {
  @Test
  void theScoreOfAFlowIsTheSmallerOfItsTwo() {
    FlowRecord flow =
        new FlowRecord(
            "2016-07-08 06:58:45",
            0,
            new FlowRecord.Clock(6, 58, 45),
            new FlowRecord.Endpoint("10.0.0.1", 50000),
            new FlowRecord.Endpoint("10.0.0.2", 443),
            "TCP",
            3,
            1000);
    RecordScorer<FlowRecord> scorer =
        new RecordScorer<>(
            Recipes.SPOT_1_1.flow(),
            (document, word) -> document.equals("10.0.0.1") && word.startsWith("443") ? 0.5 : 0.25,
            FeedbackWeights.NONE);
    assertThat(scorer.score(flow)).isEqualTo(0.25);
  }

  @Test
  void aRecordWithoutAWordIsAnErrorInSpot() {
    ProxyRecord record =
        new ProxyRecord("2016-07-08", "xx", "c", "h", "GET", "a", "t", "200", "h", 0);
    RecordScorer<ProxyRecord> scorer =
        new RecordScorer<>(
            Recipes.SPOT_1_1.proxy(KnownDomains.NONE, AgentCounts.of(Map.of())),
            (document, word) -> 1,
            FeedbackWeights.NONE);
    assertThat(scorer.score(record)).isEqualTo(RecordScorer.ERROR);
  }

  @Test
  void selectedIsWhatIsAboveMinusOneAndUpToTheThreshold() {
    Selection<String> selection = new Selection<>(0.5, Selection.ALL);
    Stream.of(-1.0, 0.0, 0.5, 0.6, Double.NaN, 0.25)
        .forEach(score -> selection.offer(new Scored<>(score, "k", "record")));
    assertThat(selection.result()).extracting(Scored::score).containsExactly(0.0, 0.25, 0.5);
  }

  @Property(tries = 200)
  void theSelectionDoesNotDependOnOrderOrDivision(
      @ForAll long seed, @ForAll @IntRange(min = -1, max = 12) int limit) {
    Random random = new Random(seed);
    Selection<Integer> whole = new Selection<>(0.9, limit);
    Selection<Integer> left = new Selection<>(0.9, limit);
    Selection<Integer> right = new Selection<>(0.9, limit);
    for (int i = 0; i < 50; i++) {
      Scored<Integer> scored = new Scored<>(random.nextInt(5) / 4.0, "key" + i, i);
      whole.offer(scored);
      (random.nextBoolean() ? left : right).offer(scored);
    }
    Selection<Integer> ab = new Selection<>(0.9, limit);
    ab.offerAll(left);
    ab.offerAll(right);
    Selection<Integer> ba = new Selection<>(0.9, limit);
    ba.offerAll(right);
    ba.offerAll(left);
    assertThat(ab.result()).isEqualTo(whole.result()).isEqualTo(ba.result());
    if (limit > 0) {
      assertThat(whole.result()).hasSizeLessThanOrEqualTo(limit);
    }
  }

  @Test
  void theLayoutsAreSpotsAndTheirColumnsTheTables() {
    for (ResultLayout layout : List.of(ResultLayout.FLOW, ResultLayout.DNS, ResultLayout.PROXY)) {
      TableSpec table = TableSpec.load(layout.table());
      assertThat(layout.tableColumns()).allMatch(table::hasColumn);
    }
    assertThat(ResultLayout.FLOW.width()).isEqualTo(18);
    assertThat(ResultLayout.DNS.width()).isEqualTo(9);
    assertThat(ResultLayout.PROXY.width()).isEqualTo(21);
    assertThat(ResultLayout.FLOW.fileName()).isEqualTo("flow_results.csv");
  }

  @Test
  void noValueBreaksALine() throws IOException {
    List<Object> values =
        Arrays.asList("a\tb\nc\\", 1467961125L, null, "say \"hi\"", "x,y", "", 0, -1);
    assertThat(line(values, ResultWriter.TAB))
        .isEqualTo("a\\tb\\nc\\\\\t1467961125\tnull\tsay \"hi\"\tx,y\t\t0\t-1\t1.0E-7\n");
    assertThat(line(values, ','))
        .isEqualTo("\"a\tb\nc\\\",1467961125,null,\"say \"\"hi\"\"\",\"x,y\",,0,-1,1.0E-7\n");
  }

  private static String line(List<?> values, char delimiter) throws IOException {
    StringBuilder out = new StringBuilder();
    new ResultWriter(ResultLayout.DNS, delimiter, out).write(values, "", 1e-7);
    return out.toString();
  }
}
