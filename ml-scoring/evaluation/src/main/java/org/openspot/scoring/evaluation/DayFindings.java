package org.openspot.scoring.evaluation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openspot.scoring.model.detect.DayDetector;
import org.openspot.scoring.model.detect.Evidence;

/** What detectors find in a day, or in whatever a file holds. */
final class DayFindings {
  private DayFindings() {}

  static <R> List<Findings> of(List<DayDetector<R, ?>> detectors, List<R> records) {
    List<Findings> findings = new ArrayList<>();
    for (DayDetector<R, ?> detector : detectors) {
      findings.addAll(of(detector, records));
    }
    return findings;
  }

  private static <R, P extends Serializable> List<Findings> of(
      DayDetector<R, P> detector, List<R> records) {
    Map<String, P> gathered = new TreeMap<>();
    // The Public Suffix List is asked once for each.
    List<String> subjects = new ArrayList<>(records.size());
    for (R record : records) {
      subjects.add(detector.subject(record));
      Optional<String> key = detector.key(record);
      if (key.isPresent()) {
        detector.add(gathered.computeIfAbsent(key.get(), unused -> detector.begin(record)), record);
      }
    }
    List<Evidence> evidence = new ArrayList<>();
    detector.evidence(gathered.values(), List.of(), evidence::addAll);
    return detector.names().stream().map(name -> Findings.of(name, evidence, subjects)).toList();
  }
}
