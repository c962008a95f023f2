package org.openspot.store.commit;

import java.util.Arrays;

/** A set of well mixed longs, eight to sixteen bytes each: there are millions of states. */
final class LongSet {
  private long[] slots = new long[1 << 16];
  private int size;

  /** False if it was there. */
  boolean add(long value) {
    long kept = value == 0 ? 1 : value;
    if (size >= slots.length / 4 * 3) {
      long[] full = slots;
      slots = new long[full.length * 2];
      Arrays.stream(full).filter(old -> old != 0).forEach(this::place);
    }
    if (!place(kept)) {
      return false;
    }
    size++;
    return true;
  }

  private boolean place(long value) {
    int at = (int) (value >>> 16) & (slots.length - 1);
    while (slots[at] != 0) {
      if (slots[at] == value) {
        return false;
      }
      at = (at + 1) & (slots.length - 1);
    }
    slots[at] = value;
    return true;
  }

  int size() {
    return size;
  }
}
