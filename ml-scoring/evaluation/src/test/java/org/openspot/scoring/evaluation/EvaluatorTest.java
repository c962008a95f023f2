package org.openspot.scoring.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.openspot.scoring.evaluation.Measures.Kind;
import org.openspot.scoring.model.record.DnsRecord;
import org.openspot.scoring.model.source.ScoredSource;
import org.openspot.scoring.model.word.Recipe;
import org.openspot.scoring.model.word.WordProbability;

class EvaluatorTest {
  private static final ScoredSource<DnsRecord> DNS = ScoredSource.dns();

  /** Half a day of ten clients, one of which has a tunnel. */
  private static List<Labelled<DnsRecord>> day() {
    Random random = new Random(1);
    List<Labelled<DnsRecord>> day = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      String name = "www.site" + random.nextInt(20) + ".com";
      day.add(new Labelled<>(response(random, i % 10, name, random.nextInt(9) == 0 ? 28 : 1), ""));
    }
    for (int i = 0; i < 40; i++) {
      String name = Long.toString(random.nextLong() >>> 1, 36) + ".t.example.net";
      day.add(new Labelled<>(response(random, 3, name, 16), "tunnel"));
    }
    return day;
  }

  private static DnsRecord response(Random random, int client, String name, int type) {
    long time = 1_700_000_000L + random.nextInt(43_200);
    return new DnsRecord("x", time, 90, "10.0.0." + client, name, "0x0001", type, 0);
  }

  @Test
  void everyDetectorHasARowAndTopicsOneThatSaysThatTheyWereNotRun() {
    Evaluation evaluation = new Evaluator(Optional.empty(), 5, 1).evaluate(DNS, day());
    assertThat(evaluation.rows())
        .extracting(Evaluation.Row::detector)
        .containsExactly(
            Evaluator.COUNTING,
            Evaluator.TOPICS,
            Evaluator.TYPE_RULE,
            "dns.volume",
            "dns.types",
            "dns.errors",
            "dns.beacon",
            Evaluator.FUSED);
    assertThat(evaluation.row(Evaluator.TOPICS).intervals()).isEmpty();
    assertThat(evaluation.records()).isEqualTo(2040);
    assertThat(evaluation.anomalous()).isEqualTo(40);
    assertThat(evaluation.anomalies()).isEqualTo(1);
    assertThat(evaluation.hosts()).isEqualTo(10);
    assertThat(evaluation.days()).isEqualTo(1);
    // All that is of type 16 is the tunnel's, so the rule is right.
    assertThat(evaluation.row(Evaluator.TYPE_RULE).intervals().orElseThrow().of(Kind.ROC_AUC))
        .isEqualTo(new Intervals.Interval(1, 1, 1));
    assertThat(evaluation.row("dns.volume").found()).isEqualTo(1);
    assertThat(evaluation.row("dns.volume").alerts().orElseThrow().unfounded()).isZero();
  }

  @Test
  void theOrderOfTheRecordsDoesNotMatter() {
    List<Labelled<DnsRecord>> shuffled = day();
    Collections.shuffle(shuffled, new Random(2));
    Evaluator evaluator = new Evaluator(Optional.empty(), 1, 1);
    for (String detector : List.of(Evaluator.COUNTING, Evaluator.FUSED)) {
      for (Kind kind : Kind.values()) {
        assertThat(value(evaluator.evaluate(DNS, shuffled), detector, kind))
            .isEqualTo(value(evaluator.evaluate(DNS, day()), detector, kind));
      }
    }
  }

  private static double value(Evaluation evaluation, String detector, Kind kind) {
    return evaluation.row(detector).intervals().orElseThrow().of(kind).value();
  }

  @Test
  void aTopicTrainersModelIsMeasuredLikeTheOthers() {
    TopicTrainer uniform =
        new TopicTrainer() {
          @Override
          public <R> WordProbability train(List<R> records, Recipe<R> recipe) {
            return (document, word) -> 0.5;
          }
        };
    Evaluation evaluation = new Evaluator(Optional.of(uniform), 2, 1).evaluate(DNS, day());
    Intervals topics = evaluation.row(Evaluator.TOPICS).intervals().orElseThrow();
    assertThat(topics.of(Kind.ROC_AUC).value()).isEqualTo(0.5);
    assertThat(evaluation.row(Evaluator.TOPICS).found()).isZero(); // all are tied
  }

  @Test
  void nothingIsMeasuredWhereThereIsNoAnomaly() {
    List<Labelled<DnsRecord>> usual = day().stream().filter(one -> !one.isAnomaly()).toList();
    Evaluation evaluation = new Evaluator(Optional.empty(), 2, 1).evaluate(DNS, usual);
    assertThat(evaluation.row(Evaluator.FUSED).intervals().orElseThrow().of(Kind.ROC_AUC).value())
        .isNaN();
    assertThat(evaluation.anomalies()).isZero();
  }
}
