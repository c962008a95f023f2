package org.openspot.scoring.model.detect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts what several detectors say into one order, with a bound on false alerts.
 *
 * <p>A piece of evidence of calibrated probability p, of a detector that gives n a day, is expected
 * to be matched by usual traffic n · p times a day. With d detectors that is multiplied by d, so
 * that alerts up to an expected number b are b false ones a day at most, however many detectors
 * there are (Bonferroni's inequality; each detector has the same share). A host counts by its most
 * unusual evidence: something short and rare stays as strong as it is, whatever else the host did,
 * which would not be so of a sum or a product over all evidence.
 */
public final class Fusion {
  private static final Comparator<Alert.Finding> UNUSUAL_FIRST =
      Comparator.comparingDouble(Alert.Finding::expected)
          .thenComparing(finding -> finding.evidence().detector())
          .thenComparing(finding -> finding.evidence().subject());

  private final Map<String, TailCalibration> calibrations;
  private final double budget;

  /**
   * With the calibration of each detector by its name.
   *
   * @param budget how many false alerts a day are accepted, such as 1
   */
  public Fusion(Map<String, TailCalibration> calibrations, double budget) {
    this.calibrations = Map.copyOf(calibrations);
    this.budget = budget;
  }

  /** Calibrates each detector by a reference: the day's own evidence, or that of days before. */
  public static Map<String, TailCalibration> calibrate(Collection<Evidence> reference) {
    Map<String, List<Evidence>> byDetector = new TreeMap<>();
    for (Evidence evidence : reference) {
      byDetector.computeIfAbsent(evidence.detector(), unused -> new ArrayList<>()).add(evidence);
    }
    Map<String, TailCalibration> calibrations = new TreeMap<>();
    byDetector.forEach(
        (detector, all) ->
            calibrations.put(detector, calibration(detector, reference(detector, all))));
    return calibrations;
  }

  /**
   * What a detector is calibrated by: the statistics of its evidence; what the detector has already
   * set off against how much a host does is calibrated by hosts, each with its most unusual.
   *
   * @param evidence of that detector, all of any host that there is any of
   */
  public static double[] reference(String detector, Collection<Evidence> evidence) {
    return reference(
        detector,
        evidence.stream().mapToDouble(Evidence::statistic).toArray(),
        evidence.stream().map(Evidence::host).toArray(String[]::new));
  }

  /** The same of statistics with the hosts that they are about. */
  public static double[] reference(String detector, double[] statistics, String[] hosts) {
    if (!detector.equals(FirstSeenDetector.NAME)) {
      return statistics;
    }
    Map<String, Double> most = new TreeMap<>();
    for (int i = 0; i < hosts.length; i++) {
      most.merge(hosts[i], statistics[i], Math::max);
    }
    return most.values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Calibrates one detector by its reference. */
  public static TailCalibration calibration(String detector, double[] reference) {
    if (detector.equals(FirstSeenDetector.NAME)) {
      return TailCalibration.ofRareDigits(reference);
    }
    return BeaconDetector.hasDigits(detector)
        ? TailCalibration.ofDigits(reference)
        : TailCalibration.of(reference);
  }

  /** All hosts, the most unusual first. */
  public List<Alert> rank(Collection<Evidence> evidence) {
    Map<String, List<Alert.Finding>> byHost = new TreeMap<>();
    for (Evidence one : evidence) {
      byHost.computeIfAbsent(one.host(), unused -> new ArrayList<>()).add(finding(one));
    }
    List<Alert> alerts = new ArrayList<>(byHost.size());
    byHost.forEach(
        (host, findings) -> {
          findings.sort(UNUSUAL_FIRST);
          double least = findings.get(0).expected();
          alerts.add(
              new Alert(
                  host,
                  least,
                  findings.stream()
                      .filter(finding -> finding.isWorthTelling() || finding.expected() == least)
                      .toList()));
        });
    alerts.sort(Comparator.comparingDouble(Alert::expected).thenComparing(Alert::host));
    return alerts;
  }

  /** The hosts within the budget of false alerts, the most unusual first. */
  public List<Alert> alerts(Collection<Evidence> evidence) {
    return rank(evidence).stream().filter(alert -> alert.expected() <= budget).toList();
  }

  /** How many as high a statistic of a detector a day of usual traffic is expected to show. */
  public double expected(String detector, double statistic) {
    TailCalibration calibration = calibration(detector);
    return calibration.probability(statistic) * calibration.population() * calibrations.size();
  }

  /** What a piece of evidence comes to. */
  public Alert.Finding finding(Evidence evidence) {
    double probability = calibration(evidence.detector()).probability(evidence.statistic());
    return new Alert.Finding(
        evidence, probability, expected(evidence.detector(), evidence.statistic()));
  }

  private TailCalibration calibration(String detector) {
    TailCalibration calibration = calibrations.get(detector);
    if (calibration == null) {
      throw new IllegalArgumentException("detector " + detector + " has no calibration");
    }
    return calibration;
  }
}
