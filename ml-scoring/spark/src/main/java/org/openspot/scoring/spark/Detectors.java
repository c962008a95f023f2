package org.openspot.scoring.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.openspot.scoring.model.detect.DayDetector;
import org.openspot.scoring.model.detect.Evidence;
import org.openspot.scoring.model.detect.Fusion;
import org.openspot.scoring.model.detect.HostHistory;
import org.openspot.scoring.model.detect.TailCalibration;
import org.openspot.scoring.model.source.ScoredSource;
import scala.Tuple2;

/** Runs the detectors that look at more than one record. */
final class Detectors {
  /** What is compared in one place; what has fewer records is left out. */
  private static final int MOST_COMPARED = 50_000;

  private static final String TOPICS = ".topics";
  private static final String COUNTS = ".counts";

  private Detectors() {}

  static String topics(String source) {
    return source + TOPICS;
  }

  static String counts(String source) {
    return source + COUNTS;
  }

  /** True for what says that a record's score is low. */
  static boolean isOfModel(String detector) {
    return detector.endsWith(TOPICS) || detector.endsWith(COUNTS);
  }

  /**
   * What detectors say of a day.
   *
   * @param calibrations of each detector
   * @param evidence of each detector the most unusual
   * @param seen what is to be known of hosts on later days
   */
  record Findings(
      Map<String, TailCalibration> calibrations, List<Evidence> evidence, List<HostHistory> seen) {
    static Findings none() {
      return new Findings(Map.of(), List.of(), List.of());
    }
  }

  /**
   * Runs those that the source has over rows, which begin with a record's columns.
   *
   * @param before what hosts did on days before
   */
  static <R> Findings run(
      ScoredSource<R> source,
      Dataset<Row> rows,
      Collection<HostHistory> before,
      Consumer<String> progress) {
    JavaRDD<R> records =
        rows.javaRDD()
            .map(row -> source.record(new RowCells(row)))
            .filter(record -> source.flaw(record).isEmpty());
    MostUnusual all = new MostUnusual();
    Map<String, HostHistory> seen = new TreeMap<>();
    for (DayDetector<R, ?> detector : source.detectors()) {
      progress.accept("Looking for " + String.join(", ", detector.names()));
      all = all.plus(run(detector, records, before, seen));
    }
    Map<String, TailCalibration> calibrations = new TreeMap<>();
    all.references()
        .forEach(
            (detector, reference) ->
                calibrations.put(detector, Fusion.calibration(detector, reference)));
    return new Findings(calibrations, all.evidence(), List.copyOf(seen.values()));
  }

  private static <R, P extends Serializable> MostUnusual run(
      DayDetector<R, P> detector,
      JavaRDD<R> records,
      Collection<HostHistory> before,
      Map<String, HostHistory> seen) {
    PairFlatMapFunction<R, String, R> keyed =
        record -> detector.key(record).map(key -> new Tuple2<>(key, record)).stream().iterator();
    JavaPairRDD<String, P> gathered =
        records
            .flatMapToPair(keyed)
            .combineByKey(
                record -> with(detector, detector.begin(record), record),
                (part, record) -> with(detector, part, record),
                (part, other) -> {
                  detector.addAll(part, other);
                  return part;
                });
    if (detector.isGrouped()) {
      return gathered
          .values()
          .map(detector::complete)
          .keyBy(detector::group)
          .groupByKey()
          .values()
          .mapPartitions(groups -> List.of(MostUnusual.of(detector, groups, List.of())).iterator())
          .treeAggregate(new MostUnusual(), MostUnusual::plus, MostUnusual::plus);
    }
    List<P> most =
        gathered
            .values()
            .map(detector::complete)
            .mapPartitions(parts -> List.of(most(detector, parts)).iterator())
            .treeReduce((one, other) -> most(detector, one, other));
    detector.seen(most).forEach(one -> seen.merge(one.host(), one, HostHistory::plus));
    return MostUnusual.of(detector, List.of(most).iterator(), before);
  }

  private static <R, P extends Serializable> P with(
      DayDetector<R, P> detector, P gathered, R record) {
    detector.add(gathered, record);
    return gathered;
  }

  private static <R, P extends Serializable> List<P> most(
      DayDetector<R, P> detector, Iterator<P> all) {
    List<P> most = new ArrayList<>();
    while (all.hasNext()) {
      most.add(all.next());
      if (most.size() > 2 * MOST_COMPARED) {
        most = most(detector, most, List.of());
      }
    }
    return most(detector, most, List.of());
  }

  /** Of two lists what has the most records, in an order that is always the same. */
  private static <R, P extends Serializable> List<P> most(
      DayDetector<R, P> detector, List<P> one, List<P> other) {
    List<P> all = new ArrayList<>(one);
    all.addAll(other);
    if (all.size() > MOST_COMPARED) {
      all.sort(
          Comparator.<P>comparingLong(detector::records).reversed().thenComparing(detector::name));
      all.subList(MOST_COMPARED, all.size()).clear();
    }
    return all;
  }
}
