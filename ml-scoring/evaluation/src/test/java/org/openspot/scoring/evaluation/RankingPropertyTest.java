package org.openspot.scoring.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.openspot.scoring.evaluation.Intervals.Interval;
import org.openspot.scoring.evaluation.Measures.Kind;

/** Measures against what their definitions say, worked out record by record. */
class RankingPropertyTest {
  private static final double CLOSE = 1e-12;

  @Property(tries = 300)
  void measuresAreWhatTheirDefinitionsSay(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 400) int count,
      @ForAll @IntRange(min = 1, max = 500) int different) {
    Random random = new Random(seed);
    double[] unusual = random.ints(count, 0, different).mapToDouble(x -> x / 7.0).toArray();
    boolean[] anomalies = new boolean[count];
    for (int i = 0; i < count; i++) {
      anomalies[i] = random.nextInt(4) == 0;
    }
    anomalies[0] = true;
    anomalies[1] = false;
    Measures measures = new Ranking(unusual, anomalies).measures();
    assertThat(measures.rocAuc()).isCloseTo(auc(unusual, anomalies), within(CLOSE));
    assertThat(measures.averagePrecision())
        .isCloseTo(averagePrecision(unusual, anomalies), within(CLOSE));
    assertThat(measures.recallAt100()).isCloseTo(recall(unusual, anomalies, 100), within(CLOSE));
    assertThat(measures.recallAt250()).isCloseTo(recall(unusual, anomalies, 250), within(CLOSE));
    assertThat(measures.recallAtPercent())
        .isCloseTo(recall(unusual, anomalies, count / 100.0), within(CLOSE));
  }

  /** Every pair of an anomaly and another record. */
  private static double auc(double[] unusual, boolean[] anomalies) {
    double right = 0;
    long pairs = 0;
    for (int a = 0; a < unusual.length; a++) {
      for (int b = 0; b < unusual.length; b++) {
        if (anomalies[a] && !anomalies[b]) {
          right += unusual[a] > unusual[b] ? 1 : unusual[a] == unusual[b] ? 0.5 : 0;
          pairs++;
        }
      }
    }
    return right / pairs;
  }

  /** Every score as a threshold. */
  private static double averagePrecision(double[] unusual, boolean[] anomalies) {
    double[] thresholds =
        Arrays.stream(unusual)
            .distinct()
            .boxed()
            .sorted((a, b) -> Double.compare(b, a))
            .mapToDouble(Double::doubleValue)
            .toArray();
    double sum = 0;
    double recallBefore = 0;
    for (double threshold : thresholds) {
      double found = 0;
      double shown = 0;
      double all = 0;
      for (int i = 0; i < unusual.length; i++) {
        all += anomalies[i] ? 1 : 0;
        shown += unusual[i] >= threshold ? 1 : 0;
        found += anomalies[i] && unusual[i] >= threshold ? 1 : 0;
      }
      sum += (found / all - recallBefore) * found / shown;
      recallBefore = found / all;
    }
    return sum;
  }

  /** The chance of each anomaly to be among the first, if those tied with it are shuffled. */
  private static double recall(double[] unusual, boolean[] anomalies, double first) {
    double found = 0;
    int all = 0;
    for (int i = 0; i < unusual.length; i++) {
      if (anomalies[i]) {
        double score = unusual[i];
        double above = Arrays.stream(unusual).filter(x -> x > score).count();
        double tied = Arrays.stream(unusual).filter(x -> x == score).count();
        found += Math.max(0, Math.min(1, (first - above) / tied));
        all++;
      }
    }
    return found / all;
  }

  @Property(tries = 20)
  void theOrderOfTheInputDoesNotMatter(@ForAll long seed) {
    Random random = new Random(seed);
    double[] unusual = random.ints(500, 0, 20).mapToDouble(x -> x).toArray();
    boolean[] anomalies = new boolean[500];
    boolean[] reversed = new boolean[500];
    double[] backwards = new double[500];
    for (int i = 0; i < 500; i++) {
      anomalies[i] = random.nextInt(9) == 0 || i == 0;
      reversed[499 - i] = anomalies[i];
      backwards[499 - i] = unusual[i];
    }
    assertThat(new Ranking(backwards, reversed).measures())
        .isEqualTo(new Ranking(unusual, anomalies).measures());
  }

  @Example
  void aPerfectAndAnEmptyRankingAreWhatTheyAre() {
    Measures perfect =
        new Ranking(new double[] {3, 2, 1, 0}, new boolean[] {true, true, false, false}).measures();
    assertThat(perfect).isEqualTo(new Measures(1, 1, 1, 1, perfect.recallAtPercent()));
    Measures tied =
        new Ranking(new double[4], new boolean[] {true, false, false, false}).measures();
    assertThat(tied.rocAuc()).isEqualTo(0.5);
    assertThat(tied.averagePrecision()).isEqualTo(0.25);
    assertThat(tied.recallAtPercent()).isEqualTo(0.01);
    Measures none = new Ranking(new double[3], new boolean[3]).measures();
    assertThat(none.rocAuc()).isNaN();
    assertThat(none.recallAt250()).isNaN();
    assertThat(new Ranking(new double[0], new boolean[0]).measures().averagePrecision()).isNaN();
    assertThatThrownBy(() -> new Ranking(new double[] {Double.NaN}, new boolean[1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Of independent rankings, about 95 of 100 intervals have the true value in them. */
  @Example
  void bootstrapIntervalsHoldTheTrueValueAboutAsOftenAsTheySay() {
    Random random = new Random(1);
    double truth = 0.7602; // P(N(1, 1) > N(0, 1)) = Phi(1 / sqrt(2))
    int held = 0;
    for (int trial = 0; trial < 200; trial++) {
      double[] unusual = new double[400];
      boolean[] anomalies = new boolean[400];
      for (int i = 0; i < unusual.length; i++) {
        anomalies[i] = i % 4 == 0;
        unusual[i] = random.nextGaussian() + (anomalies[i] ? 1 : 0);
      }
      Interval auc = new Ranking(unusual, anomalies).bootstrap(200, trial).of(Kind.ROC_AUC);
      assertThat(auc.value()).isBetween(auc.low(), auc.high());
      held += auc.low() <= truth && truth <= auc.high() ? 1 : 0;
    }
    assertThat(held).isBetween(180, 198);
  }

  @Example
  void theMeanOverSeedsHasStudentsInterval() {
    Interval interval = Intervals.mean(1, 2, 3, 4);
    assertThat(interval.value()).isEqualTo(2.5);
    // s = 1.29099, t = 3.182 with 3 degrees of freedom
    assertThat(interval.high() - 2.5).isCloseTo(3.182 * 1.2909944 / 2, within(1e-6));
    assertThat(Intervals.mean(7).low()).isNaN();
    Measures measures = new Measures(.5, .5, .5, .5, .5);
    assertThat(Intervals.overSeeds(List.of(measures, measures)).of(Kind.RECALL_AT_250))
        .isEqualTo(new Interval(.5, .5, .5));
  }
}
