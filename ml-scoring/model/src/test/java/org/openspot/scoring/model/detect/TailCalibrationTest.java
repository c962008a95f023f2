package org.openspot.scoring.model.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TailCalibrationTest {
  private static double[] exponential(int count, long seed) {
    Random random = new Random(seed);
    return random.doubles(count).map(x -> -Math.log(1 - x)).toArray();
  }

  @Test
  void withinTheReferenceItIsTheShareAsHigh() {
    double[] reference = new double[1000];
    Arrays.setAll(reference, i -> i);
    TailCalibration calibration = TailCalibration.of(reference);
    assertThat(calibration.probability(-1)).isEqualTo(1);
    assertThat(calibration.probability(0)).isEqualTo(1);
    assertThat(calibration.probability(500)).isEqualTo(0.5);
  }

  @Test
  void beyondTheReferenceTheTailIsContinued() {
    TailCalibration calibration = TailCalibration.of(exponential(20_000, 1));
    double digits = -Math.log10(calibration.probability(14));
    assertThat(digits).isCloseTo(14 / Math.log(10), within(1.0));
  }

  @Test
  void aFewThatAreNotUsualDoNotBendIt() {
    double[] reference = exponential(20_000, 1);
    Arrays.fill(reference, 0, 200, 100.0);
    assertThat(TailCalibration.of(reference).probability(100)).isLessThan(1e-12);
  }

  @Test
  void aHeavyTailIsNotTakenForALightOne() {
    double[] reference = exponential(20_000, 2);
    Arrays.setAll(reference, i -> Math.exp(reference[i] / 2)); // P(x > t) = 1 / t²
    // 1e-6 in truth; an exponential tail would have less than 1e-100.
    assertThat(TailCalibration.of(reference).probability(1000)).isBetween(1e-7, 1e-5);
  }

  @Test
  void nothingIsLessProbableThanTheDetectorItselfSays() {
    double[] reference = new double[5000];
    Arrays.fill(reference, 0, 200, 0.01); // a tail so short that 2 would have 1e-200
    TailCalibration calibration = TailCalibration.ofDigits(reference);
    assertThat(calibration.probability(2)).isEqualTo(0.01);
    assertThat(calibration.probability(0.005)).isLessThanOrEqualTo(1);
  }

  @Test
  void fewOrEqualValuesGiveNoSmallProbability() {
    assertThat(TailCalibration.of(new double[0]).probability(5)).isEqualTo(1);
    assertThat(TailCalibration.of(new double[] {1, 2, 3}).probability(100)).isEqualTo(0.25);
    assertThat(TailCalibration.of(new double[1000]).probability(0)).isEqualTo(1);
    assertThat(TailCalibration.of(new double[999]).probability(1)).isEqualTo(0.001);
    assertThat(TailCalibration.ofDigits(new double[999]).probability(6))
        .isCloseTo(1e-6, within(1e-15));
    assertThat(TailCalibration.ofDigits(new double[999]).probability(0)).isEqualTo(1);
  }

  @Test
  void aDetectorIsNotBelievedOfWhatIsUsual() {
    double[] most = new double[150];
    Arrays.fill(most, 50, 150, 30.0);
    assertThat(TailCalibration.ofDigits(most).probability(30)).isCloseTo(0.67, within(0.01));
    assertThat(TailCalibration.ofDigits(most).probability(40)).isCloseTo(1e-40, within(1e-45));
    double[] tied = new double[5000];
    Arrays.fill(tied, 4400, 5000, 300.0);
    assertThat(TailCalibration.ofDigits(tied).probability(300)).isCloseTo(0.12, within(0.001));
    double[] two = new double[10];
    Arrays.fill(two, 8, 10, 50.0);
    assertThat(TailCalibration.ofDigits(two).probability(50)).isCloseTo(1e-50, within(1e-55));
  }

  @Test
  void aDetectorOfRareThingsIsNotBelievedOnceTheyAreNotRare() {
    double[] three = new double[1000];
    Arrays.fill(three, 997, 1000, 5.4);
    assertThat(TailCalibration.ofRareDigits(three).probability(5.4))
        .isCloseTo(Math.pow(10, -5.4), within(1e-15));
    double[] nineteen = new double[1000];
    Arrays.fill(nineteen, 981, 1000, 5.4);
    assertThat(TailCalibration.ofRareDigits(nineteen).probability(5.4))
        .isCloseTo(0.02, within(0.001));
  }

  @Test
  void whatIsRareAndShortStaysStrongBesideMuchThatIsUsual() {
    double[] usual = exponential(5000, 3);
    Fusion fusion =
        new Fusion(
            Map.of("words", TailCalibration.of(usual), "volume", TailCalibration.of(usual)), 0.5);
    List<Evidence> evidence =
        List.of(
            new Evidence("one record", "10.0.0.1", "words", 25, List.of()),
            new Evidence("hour 1", "10.0.0.1", "volume", 0.1, List.of()),
            new Evidence("hour 2", "10.0.0.1", "volume", 0.2, List.of()),
            new Evidence("hour 1", "10.0.0.2", "volume", 9.5, List.of()));
    List<Alert> alerts = fusion.alerts(evidence);
    assertThat(alerts).extracting(Alert::host).containsExactly("10.0.0.1");
    Alert.Finding finding = alerts.get(0).findings().get(0);
    assertThat(finding.evidence().subject()).isEqualTo("one record");
    assertThat(alerts.get(0).expected())
        .isEqualTo(finding.probability() * usual.length * 2)
        .isLessThan(1e-3);
    assertThat(fusion.rank(evidence))
        .extracting(Alert::host)
        .containsExactly("10.0.0.1", "10.0.0.2");
  }

  @Test
  void usualStatisticsGiveAsManyAlertsAsTheBudgetAtMost() {
    int alerts = 0;
    int days = 200;
    for (int day = 0; day < days; day++) {
      TailCalibration calibration = TailCalibration.of(exponential(2000, day));
      Fusion fusion = new Fusion(Map.of("words", calibration), 1);
      double[] today = exponential(2000, 10_000 + day);
      for (int i = 0; i < today.length; i++) {
        Evidence evidence = new Evidence("s" + i, "h" + i, "words", today[i], List.of());
        alerts += fusion.alerts(List.of(evidence)).size();
      }
    }
    assertThat(alerts).isLessThan((int) (1.3 * days));
  }
}
