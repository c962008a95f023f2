package org.openspot.scoring.model.detect;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How many distinct texts there were and how much they weigh together, in bounded memory: the texts
 * with the smallest hashes are kept (bottom-k; Bar-Yossef et al., Counting Distinct Elements in a
 * Data Stream, 2002). Exact up to {@code size} texts; beyond that the standard error is about
 * 1/sqrt(size). The same texts give the same sketch in any order and division. Not thread-safe.
 */
final class DistinctSketch implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double HASHES = 0x1p64;
  private static final int FEW = 4;

  private final int size;

  /** Hashes with the highest bit turned over, so that they are in order as numbers with a sign. */
  private long[] hashes = new long[FEW];

  private double[] weights = new double[FEW];
  private int held;
  private boolean full;
  private boolean settled = true;

  /** The largest hash that is kept, once there are too many. */
  private long largest = Long.MAX_VALUE;

  DistinctSketch(int size) {
    this.size = size;
  }

  /** Adds a text with its weight; the same text always has the same weight. */
  void add(String text, double weight) {
    put(TextHash.of(text) ^ Long.MIN_VALUE, weight);
  }

  void addAll(DistinctSketch other) {
    full |= other.full;
    for (int i = 0; i < other.held; i++) {
      put(other.hashes[i], other.weights[i]);
    }
  }

  private void put(long hash, double weight) {
    if (hash > largest) {
      full = true;
      return;
    }
    if (held == hashes.length) {
      settle();
      if (held > hashes.length / 2) {
        hashes = Arrays.copyOf(hashes, 2 * hashes.length);
        weights = Arrays.copyOf(weights, 2 * weights.length);
      }
    }
    hashes[held] = hash;
    weights[held++] = weight;
    settled = false;
  }

  /** Orders what is held, leaves out what is there twice, and keeps the smallest. */
  private void settle() {
    if (settled) {
      return;
    }
    settled = true;
    Entry[] entries = new Entry[held];
    for (int i = 0; i < held; i++) {
      entries[i] = new Entry(hashes[i], weights[i]);
    }
    Arrays.sort(entries);
    held = 0;
    for (Entry entry : entries) {
      if (held > 0 && hashes[held - 1] == entry.hash()) {
        continue;
      }
      if (held == size) {
        full = true;
        break;
      }
      hashes[held] = entry.hash();
      weights[held++] = entry.weight();
    }
    if (held == size) {
      largest = hashes[held - 1];
    }
  }

  private record Entry(long hash, double weight) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      return Long.compare(hash, other.hash);
    }
  }

  /** How many distinct texts there were. */
  double count() {
    settle();
    if (!full) {
      return held;
    }
    long last = hashes[held - 1] ^ Long.MIN_VALUE;
    double unsigned = (last >>> 1) * 2.0 + (last & 1);
    return (held - 1) * (HASHES / Math.max(unsigned, 1));
  }

  /** What the distinct texts weigh together. */
  double weight() {
    settle();
    double kept = 0;
    for (int i = 0; i < held; i++) {
      kept += weights[i];
    }
    return full ? kept / held * count() : kept;
  }
}
