package org.openspot.scoring.model.detect;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many distinct texts there were and how much they weigh together, in bounded memory: the texts
 * with the smallest hashes are kept (bottom-k; Bar-Yossef et al., Counting Distinct Elements in a
 * Data Stream, 2002). Exact up to {@code size} texts; beyond that the standard error is about
 * 1/sqrt(size). The same texts give the same sketch in any order and division. Not thread-safe.
 */
final class DistinctSketch implements Serializable {
  private static final double HASHES = 0x1p64;

  private final int size;
  private final TreeMap<Long, Double> weights =
      new TreeMap<>((Comparator<Long> & Serializable) Long::compareUnsigned);
  private boolean full;

  DistinctSketch(int size) {
    this.size = size;
  }

  /** Adds a text with its weight; the same text always has the same weight. */
  void add(String text, double weight) {
    add(TextHash.of(text), weight);
  }

  private void add(long hash, double weight) {
    weights.put(hash, weight);
    if (weights.size() > size) {
      weights.pollLastEntry();
      full = true;
    }
  }

  void addAll(DistinctSketch other) {
    full |= other.full;
    for (Map.Entry<Long, Double> entry : other.weights.entrySet()) {
      add(entry.getKey(), entry.getValue());
    }
  }

  /** How many distinct texts there were. */
  double count() {
    if (!full) {
      return weights.size();
    }
    long last = weights.lastKey();
    double largest = (last >>> 1) * 2.0 + (last & 1);
    return (weights.size() - 1) * (HASHES / Math.max(largest, 1));
  }

  /** What the distinct texts weigh together. */
  double weight() {
    double kept = 0;
    for (double weight : weights.values()) {
      kept += weight;
    }
    return full ? kept / weights.size() * count() : kept;
  }
}
