package org.openspot.store.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openspot.core.identity.RecordRange;
import org.openspot.core.identity.RecordRanges;
import org.openspot.store.commit.DeadLetterEntry;
import org.openspot.store.commit.RunEntry;

/** What the commit logs say about one original. Not thread-safe. */
final class Account {
  private final RecordRanges ranges = new RecordRanges();
  private final List<DeadLetterEntry> deadLetters = new ArrayList<>(0);
  private long rows;
  private long rejects;
  private long passedOver;
  private boolean twice;

  void add(RunEntry entry) {
    twice |= !ranges.missingFrom(entry.range()).equals(List.of(entry.range()));
    ranges.add(entry.range());
    rows += entry.rows();
    rejects += entry.rejects();
    passedOver += entry.passedOver();
  }

  /** Takes the counts of a replay, of which the records are the same. */
  void replace(RunEntry replayed) {
    ranges.add(replayed.range());
    rows = replayed.rows();
    rejects = replayed.rejects();
    passedOver = replayed.passedOver();
  }

  void add(DeadLetterEntry deadLetter) {
    deadLetters.add(deadLetter);
  }

  long rows() {
    return rows;
  }

  long rejects() {
    return rejects;
  }

  long passedOver() {
    return passedOver;
  }

  /** True if the logs themselves have a record more than once. */
  boolean isTwice() {
    return twice;
  }

  /** The original's name, as far as a dead letter tells it. */
  Optional<String> name() {
    return deadLetters.stream().map(entry -> entry.letter().name()).findFirst();
  }

  /** The records that are neither stored nor in a dead letter's range. */
  List<RecordRange> unaccounted() {
    List<RecordRange> left = ranges.missingFrom(RecordRange.ALL);
    long dead =
        deadLetters.stream()
            .mapToLong(entry -> entry.letter().from())
            .min()
            .orElse(RecordRange.END);
    return left.stream()
        .filter(range -> range.from() < dead)
        .map(range -> new RecordRange(range.from(), Math.min(range.to(), dead)))
        .toList();
  }

  /** True if somebody has to do something about a dead letter. */
  boolean hasOpenDeadLetter() {
    return deadLetters.stream().anyMatch(entry -> entry.fate().isOpen());
  }

  /** True if every record is stored: none is in a dead letter's range, dropped or not. */
  boolean isWhole() {
    return ranges.covers(RecordRange.ALL);
  }

  boolean sameAs(Account other) {
    return other != null
        && rows == other.rows
        && rejects == other.rejects
        && passedOver == other.passedOver
        && ranges.missingFrom(RecordRange.ALL).equals(other.ranges.missingFrom(RecordRange.ALL));
  }
}
