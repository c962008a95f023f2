package org.openspot.core.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A set of record numbers of one original, kept as disjoint ranges that do not touch. Mutable, not
 * thread-safe.
 */
public final class RecordRanges {
  private final NavigableMap<Long, Long> toByFrom = new TreeMap<>();

  /** Adds every record of the range; those already there stay. */
  public void add(RecordRange range) {
    if (range.isEmpty()) {
      return;
    }
    long from = range.from();
    long to = range.to();
    Map.Entry<Long, Long> near = toByFrom.floorEntry(to);
    while (near != null && near.getValue() >= from) {
      from = Math.min(from, near.getKey());
      to = Math.max(to, near.getValue());
      toByFrom.remove(near.getKey());
      near = toByFrom.floorEntry(to);
    }
    toByFrom.put(from, to);
  }

  public void addAll(RecordRanges other) {
    other.asList().forEach(this::add);
  }

  public boolean contains(long record) {
    Map.Entry<Long, Long> near = toByFrom.floorEntry(record);
    return near != null && record < near.getValue();
  }

  /** True when every record of the range is in the set. */
  public boolean covers(RecordRange range) {
    if (range.isEmpty()) {
      return true;
    }
    Map.Entry<Long, Long> near = toByFrom.floorEntry(range.from());
    return near != null && near.getValue() >= range.to();
  }

  /** The parts of the range that are not in the set, in order. */
  public List<RecordRange> missingFrom(RecordRange range) {
    List<RecordRange> missing = new ArrayList<>();
    long next = range.from();
    for (RecordRange present : asList()) {
      if (present.to() <= next) {
        continue;
      }
      if (present.from() >= range.to()) {
        break;
      }
      if (present.from() > next) {
        missing.add(new RecordRange(next, present.from()));
      }
      next = present.to();
    }
    if (next < range.to()) {
      missing.add(new RecordRange(next, range.to()));
    }
    return missing;
  }

  public boolean isEmpty() {
    return toByFrom.isEmpty();
  }

  /** The ranges in order, as values. */
  public List<RecordRange> asList() {
    List<RecordRange> ranges = new ArrayList<>(toByFrom.size());
    toByFrom.forEach((from, to) -> ranges.add(new RecordRange(from, to)));
    return ranges;
  }

  @Override
  public String toString() {
    return asList().toString();
  }
}
