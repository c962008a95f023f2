package org.openspot.parsers.generate;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.ToLongFunction;

/** Ordinary events with others among them where their time comes. Not thread-safe. */
final class Woven<T> implements Iterator<T> {
  private final Iterator<T> ordinary;
  private final Iterator<T> planted;
  private final ToLongFunction<T> time;
  private T nextOrdinary;
  private T nextPlanted;

  Woven(Iterator<T> ordinary, Iterator<T> planted, ToLongFunction<T> time) {
    this.ordinary = ordinary;
    this.planted = planted;
    this.time = time;
    nextOrdinary = after(ordinary);
    nextPlanted = after(planted);
  }

  private static <T> T after(Iterator<T> events) {
    return events.hasNext() ? events.next() : null;
  }

  @Override
  public boolean hasNext() {
    return nextOrdinary != null || nextPlanted != null;
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    boolean due =
        nextPlanted != null
            && (nextOrdinary == null
                || time.applyAsLong(nextPlanted) <= time.applyAsLong(nextOrdinary));
    T next = due ? nextPlanted : nextOrdinary;
    if (due) {
      nextPlanted = after(planted);
    } else {
      nextOrdinary = after(ordinary);
    }
    return next;
  }
}
