package org.openspot.scoring.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.openspot.scoring.model.detect.DayDetector;
import org.openspot.scoring.model.detect.Evidence;
import org.openspot.scoring.model.detect.Fusion;
import org.openspot.scoring.model.detect.HostHistory;

/** Of much evidence the numbers that it is calibrated by, and of each detector the highest. */
final class MostUnusual implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How much of each detector's evidence is looked at further. */
  private static final int KEPT = 500;

  /** Evidence that is held before it is reduced. */
  private static final int PENDING = 10_000;

  private static final Comparator<Evidence> HIGHEST_FIRST =
      Comparator.comparingDouble(Evidence::statistic).reversed().thenComparing(Evidence::subject);

  private final Map<String, double[]> references = new TreeMap<>();
  private final Map<String, List<Evidence>> highest = new TreeMap<>();

  /**
   * Of what was gathered for whole groups.
   *
   * @param before what hosts did on days before
   */
  static <R, P extends Serializable> MostUnusual of(
      DayDetector<R, P> detector,
      Iterator<? extends Iterable<P>> groups,
      Collection<HostHistory> before) {
    Reducing reducing = new Reducing();
    while (groups.hasNext()) {
      List<P> group = new ArrayList<>();
      groups.next().forEach(group::add);
      detector.evidence(group, before, reducing);
    }
    return reducing.result();
  }

  /** Takes evidence bit by bit; most of it is soon only a number. */
  private static final class Reducing implements Consumer<List<Evidence>> {
    private final List<Evidence> pending = new ArrayList<>();
    private MostUnusual most = new MostUnusual();

    @Override
    public void accept(List<Evidence> more) {
      pending.addAll(more);
      if (pending.size() >= PENDING) {
        reduce();
      }
    }

    private void reduce() {
      most = most.plus(ofAll(pending));
      pending.clear();
    }

    MostUnusual result() {
      reduce();
      return most;
    }
  }

  private static MostUnusual ofAll(List<Evidence> evidence) {
    Map<String, List<Evidence>> byDetector = new TreeMap<>();
    for (Evidence one : evidence) {
      byDetector.computeIfAbsent(one.detector(), unused -> new ArrayList<>()).add(one);
    }
    MostUnusual most = new MostUnusual();
    byDetector.forEach(
        (detector, all) -> {
          most.references.put(detector, Fusion.reference(detector, all));
          most.highest.put(detector, highest(all));
        });
    return most;
  }

  MostUnusual plus(MostUnusual other) {
    MostUnusual sum = new MostUnusual();
    for (MostUnusual part : List.of(this, other)) {
      part.references.forEach(
          (detector, values) -> sum.references.merge(detector, values, MostUnusual::concatenated));
      part.highest.forEach(
          (detector, evidence) ->
              sum.highest.merge(
                  detector,
                  evidence,
                  (one, more) -> {
                    List<Evidence> all = new ArrayList<>(one);
                    all.addAll(more);
                    return highest(all);
                  }));
    }
    return sum;
  }

  private static List<Evidence> highest(List<Evidence> all) {
    all.sort(HIGHEST_FIRST);
    return new ArrayList<>(all.subList(0, Math.min(KEPT, all.size())));
  }

  private static double[] concatenated(double[] one, double[] other) {
    double[] all = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, all, one.length, other.length);
    return all;
  }

  /** What each detector is calibrated by. */
  Map<String, double[]> references() {
    return references;
  }

  /** The highest of all detectors. */
  List<Evidence> evidence() {
    return highest.values().stream().flatMap(List::stream).toList();
  }
}
