package org.openspot.scoring.model.result;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The most suspicious of the records offered: scores above -1 and up to a threshold, the lowest
 * first, equal ones in the order of their keys, no more than a number. Whatever order records come
 * in and however they are divided among selections put together later, the result is the same, if
 * keys are unique. Not thread-safe.
 */
public final class Selection<T> {
  /** A limit that keeps all. */
  public static final int ALL = -1;

  private final double threshold;
  private final int limit;
  private final Comparator<Scored<T>> order =
      Comparator.comparingDouble((Scored<T> scored) -> scored.score()).thenComparing(Scored::key);
  private final PriorityQueue<Scored<T>> worstFirst = new PriorityQueue<>(order.reversed());

  /** With Spot's threshold (TOL) and limit (MAXRESULTS), which keeps all unless above 0. */
  public Selection(double threshold, int limit) {
    this.threshold = threshold;
    this.limit = limit;
  }

  /** True unless a record of this score is sure to be left out: no key need be made of it then. */
  public boolean mayTake(double score) {
    return score > RecordScorer.ERROR
        && score <= threshold
        && (limit <= 0 || worstFirst.size() < limit || score <= worstFirst.peek().score());
  }

  /** Offers a record. */
  public void offer(Scored<T> scored) {
    if (!(scored.score() > RecordScorer.ERROR && scored.score() <= threshold)) {
      return;
    }
    worstFirst.add(scored);
    if (limit > 0 && worstFirst.size() > limit) {
      worstFirst.remove();
    }
  }

  /** Offers all that another has kept. */
  public void offerAll(Selection<T> other) {
    other.worstFirst.forEach(this::offer);
  }

  /** What is kept, lowest score first. */
  public List<Scored<T>> result() {
    List<Scored<T>> sorted = new ArrayList<>(worstFirst);
    Collections.sort(sorted, order);
    return Collections.unmodifiableList(sorted);
  }
}
