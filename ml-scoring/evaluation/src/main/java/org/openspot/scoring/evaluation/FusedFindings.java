package org.openspot.scoring.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openspot.scoring.model.detect.Fusion;
import org.openspot.scoring.model.detect.TailCalibration;

/** Puts several detectors' findings into one order, by {@link Fusion}. */
final class FusedFindings {
  static final String NAME = "fused";

  private FusedFindings() {}

  /** Calibrated by the findings themselves, as a day is by itself. */
  static Fusion fusion(List<Findings> all) {
    Map<String, TailCalibration> calibrations = new TreeMap<>();
    for (Findings one : all) {
      calibrations.put(
          one.detector(),
          Fusion.calibration(
              one.detector(), Fusion.reference(one.detector(), one.statistics(), one.hosts())));
    }
    return new Fusion(calibrations, 1);
  }

  /** How many findings as unusual usual traffic is expected to show, for each finding. */
  static double[] expected(Findings findings, Fusion fusion) {
    return Arrays.stream(findings.statistics())
        .map(statistic -> fusion.expected(findings.detector(), statistic))
        .toArray();
  }

  /** Each record is part of its most unusual finding; the statistic is -log10 of the expected. */
  static Findings of(List<Findings> all) {
    Fusion fusion = fusion(all);
    int count = all.stream().mapToInt(one -> one.statistics().length).sum();
    double[] statistics = new double[count];
    String[] hosts = new String[count];
    int[] ofRecord = new int[all.get(0).ofRecord().length];
    Arrays.fill(ofRecord, Findings.NONE);
    int first = 0;
    for (Findings one : all) {
      double[] expected = expected(one, fusion);
      for (int i = 0; i < expected.length; i++) {
        statistics[first + i] = -Math.log10(expected[i]);
        hosts[first + i] = one.hosts()[i];
      }
      for (int record = 0; record < ofRecord.length; record++) {
        int finding = one.ofRecord()[record];
        if (finding != Findings.NONE
            && (ofRecord[record] == Findings.NONE
                || statistics[first + finding] > statistics[ofRecord[record]])) {
          ofRecord[record] = first + finding;
        }
      }
      first += expected.length;
    }
    return new Findings(NAME, statistics, hosts, ofRecord);
  }
}
