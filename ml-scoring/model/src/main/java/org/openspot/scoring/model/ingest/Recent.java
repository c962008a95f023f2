package org.openspot.scoring.model.ingest;

import java.util.Arrays;

/**
 * What was looked up lately by some bytes, each at its hash; a later one takes an earlier one's
 * place. Threads may overwrite each other's, and see whole ones: values have to be immutable.
 */
final class Recent<V> {
  @SuppressWarnings("ArrayRecordComponent")
  private record Entry<V>(byte[] key, int hash, V value) {}

  private final Entry<?>[] entries;

  /**
   * @param bits that many entries, as a power of two
   */
  Recent(int bits) {
    entries = new Entry<?>[1 << bits];
  }

  /** The value of those bytes; null if it is not among the recent ones. */
  @SuppressWarnings("unchecked") // put's only
  V find(byte[] bytes, int offset, int length, int hash) {
    Entry<?> entry = entries[hash & (entries.length - 1)];
    return entry != null
            && entry.hash == hash
            && Arrays.equals(entry.key, 0, entry.key.length, bytes, offset, offset + length)
        ? (V) entry.value
        : null;
  }

  void put(byte[] bytes, int offset, int length, int hash, V value) {
    byte[] key = Arrays.copyOfRange(bytes, offset, offset + length);
    entries[hash & (entries.length - 1)] = new Entry<>(key, hash, value);
  }
}
