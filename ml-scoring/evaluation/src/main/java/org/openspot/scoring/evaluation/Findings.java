package org.openspot.scoring.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openspot.scoring.model.detect.Evidence;

/**
 * What one detector finds, and which records each finding is about. A finding is a line that an
 * analyst would be shown: a pair of hosts, an hour of a host, a word of a host.
 *
 * @param detector whose
 * @param statistics how unusual each finding is; higher is more
 * @param hosts the host each is about
 * @param ofRecord which finding each record is part of; {@link #NONE} if it is of none
 */
record Findings(String detector, double[] statistics, String[] hosts, int[] ofRecord) {
  static final int NONE = -1;

  /** How unusual the detector says each record is: as its finding; below all of them for none. */
  double[] unusual() {
    double none = Arrays.stream(statistics).min().orElse(0) - 1;
    return Arrays.stream(ofRecord)
        .mapToDouble(finding -> finding == NONE ? none : statistics[finding])
        .toArray();
  }

  /**
   * Of evidence that names its subject.
   *
   * @param subjects of each record
   */
  static Findings of(String detector, Collection<Evidence> evidence, List<String> subjects) {
    Map<String, Integer> bySubject = new HashMap<>();
    List<Evidence> own = evidence.stream().filter(one -> one.detector().equals(detector)).toList();
    for (int i = 0; i < own.size(); i++) {
      bySubject.put(own.get(i).subject(), i);
    }
    return new Findings(
        detector,
        own.stream().mapToDouble(Evidence::statistic).toArray(),
        own.stream().map(Evidence::host).toArray(String[]::new),
        subjects.stream().mapToInt(subject -> bySubject.getOrDefault(subject, NONE)).toArray());
  }

  /** Collects findings as records come. */
  static final class Builder {
    private final String detector;
    private final Map<String, Integer> byKey = new HashMap<>();
    private final List<Double> statistics = new ArrayList<>();
    private final List<String> hosts = new ArrayList<>();
    private final int[] ofRecord;
    private int records;

    Builder(String detector, int records) {
      this.detector = detector;
      this.ofRecord = new int[records];
    }

    /** The next record is part of the finding with that key, which is as unusual as that. */
    void add(String key, String host, double statistic) {
      int finding =
          byKey.computeIfAbsent(
              key,
              unused -> {
                statistics.add(statistic);
                hosts.add(host);
                return statistics.size() - 1;
              });
      ofRecord[records++] = finding;
    }

    Findings build() {
      return new Findings(
          detector,
          statistics.stream().mapToDouble(Double::doubleValue).toArray(),
          hosts.toArray(String[]::new),
          ofRecord);
    }
  }
}
