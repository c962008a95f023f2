package org.openspot.cli.dissect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openspot.cli.query.Values;
import org.openspot.schema.row.Reject;

/** How many records of a file there were, of each kind. Not thread-safe. */
final class Tally {
  /** Reasons that are counted one by one; a dissector has fewer. */
  private static final int REASONS = 100;

  private long rows;
  private long rejects;
  private long passedOver;
  private long otherReasons;
  private long next;
  private long earliest = Long.MAX_VALUE;
  private long latest = Long.MIN_VALUE;
  private final Map<String, Long> reasons = new TreeMap<>();

  void row(long record, long epochSecond) {
    rows++;
    next = record + 1;
    earliest = Math.min(earliest, epochSecond);
    latest = Math.max(latest, epochSecond);
  }

  void reject(Reject reject) {
    rejects++;
    next = reject.record() + 1;
    if (reasons.size() < REASONS || reasons.containsKey(reject.reason())) {
      reasons.merge(reject.reason(), 1L, Long::sum);
    } else {
      otherReasons++;
    }
  }

  void passOver(long record) {
    passedOver++;
    next = record + 1;
  }

  long rows() {
    return rows;
  }

  long rejects() {
    return rejects;
  }

  /** The number of the first record that was not counted. */
  long next() {
    return next;
  }

  /** What to say at the end, line by line. */
  List<String> lines(long nanos) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s: %s, %s, %d passed over; %.1f s",
            count(rows + rejects + passedOver, "record"),
            count(rows, "row"),
            count(rejects, "reject"),
            passedOver,
            nanos / 1e9));
    if (rows > 0) {
      lines.add(
          "rows from " + Instant.ofEpochSecond(earliest) + " to " + Instant.ofEpochSecond(latest));
    }
    reasons.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .forEach(
            reason ->
                lines.add(
                    count(reason.getValue(), "reject") + ": " + Values.harmless(reason.getKey())));
    if (otherReasons > 0) {
      lines.add(count(otherReasons, "reject") + ": other reasons");
    }
    return lines;
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
