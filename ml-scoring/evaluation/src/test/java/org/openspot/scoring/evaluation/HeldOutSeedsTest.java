package org.openspot.scoring.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openspot.scoring.evaluation.Measures.Kind;
import org.openspot.scoring.model.record.FlowRecord;
import org.openspot.scoring.model.source.ScoredSource;

/**
 * What was planted is found, on seeds that nobody looked at when the detectors and their fusion
 * were made. Whoever changes a constant because this fails takes other seeds.
 */
class HeldOutSeedsTest {
  private static final double RECALL = 0.95;

  private final Evaluator evaluator = new Evaluator(Optional.empty(), 1, 1);

  @Test
  void tunnelsExfiltrationAndBeaconsOverDnsAreAmongTheFirst250() {
    List<Evaluation> days = new ArrayList<>();
    for (long seed : new long[] {90_001, 90_002}) {
      days.add(evaluator.evaluate(ScoredSource.dns(), PlantedTraffic.responses(seed, 60_000)));
    }
    assertThat(share(days, Evaluator.FUSED)).isGreaterThanOrEqualTo(RECALL);
    assertThat(days).allSatisfy(HeldOutSeedsTest::isAtLeastAsGoodAsCounting);
    assertThat(days).allSatisfy(HeldOutSeedsTest::isAtLeastAsGoodAsTheOneLineRule);
  }

  @Test
  void beaconsWithJitterAndGapsAreAmongTheFirst250() {
    // Scans and floods are ordinary here: they are not what is asked for.
    List<Labelled<FlowRecord>> flows =
        PlantedTraffic.flows(90_001, 150_000).stream()
            .map(one -> one.anomaly().startsWith("beacon") ? one : new Labelled<>(one.record(), ""))
            .toList();
    Evaluation day = evaluator.evaluate(ScoredSource.flow(), flows);
    assertThat(share(List.of(day), Evaluator.FUSED)).isGreaterThanOrEqualTo(RECALL);
    isAtLeastAsGoodAsCounting(day);
  }

  @Test
  void beaconsUploadsAndExfiltrationThroughAProxyAreAmongTheFirst250() {
    List<Evaluation> days = new ArrayList<>();
    for (long seed : new long[] {90_001, 90_002}) {
      days.add(evaluator.evaluate(ScoredSource.proxy(), PlantedTraffic.requests(seed, 100_000)));
    }
    assertThat(share(days, Evaluator.FUSED)).isGreaterThanOrEqualTo(RECALL);
    assertThat(days).allSatisfy(HeldOutSeedsTest::isAtLeastAsGoodAsCounting);
  }

  private static double share(List<Evaluation> days, String detector) {
    double found = days.stream().mapToLong(day -> day.row(detector).found()).sum();
    return found / days.stream().mapToLong(Evaluation::anomalies).sum();
  }

  private static void isAtLeastAsGoodAsCounting(Evaluation day) {
    isAtLeastAsGoodAs(Evaluator.COUNTING, day);
  }

  private static void isAtLeastAsGoodAsTheOneLineRule(Evaluation day) {
    isAtLeastAsGoodAs(Evaluator.TYPE_RULE, day);
  }

  private static void isAtLeastAsGoodAs(String detector, Evaluation day) {
    for (Kind kind : List.of(Kind.ROC_AUC, Kind.RECALL_AT_250)) {
      assertThat(value(day, Evaluator.FUSED, kind))
          .as("%s on %s", Evaluator.FUSED, kind)
          .isGreaterThanOrEqualTo(value(day, detector, kind));
    }
  }

  private static double value(Evaluation day, String detector, Kind kind) {
    return day.row(detector).intervals().orElseThrow().of(kind).value();
  }
}
