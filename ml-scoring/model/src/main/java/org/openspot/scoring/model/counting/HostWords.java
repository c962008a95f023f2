package org.openspot.scoring.model.counting;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * How often words are with one host, in the order of the words. Two arrays: a day has millions of
 * pairs of host and word, and a tree would need five times the memory. As a map it cannot be
 * changed. Not thread-safe.
 */
final class HostWords extends AbstractMap<String, Long> {
  private String[] words = new String[2];
  private long[] counts = new long[2];
  private int size;

  void add(String word, long count) {
    int found = search(word);
    if (found >= 0) {
      counts[found] = Math.addExact(counts[found], count);
      return;
    }
    if (size == words.length) {
      words = Arrays.copyOf(words, size + (size >> 1) + 1);
      counts = Arrays.copyOf(counts, words.length);
    }
    int place = -found - 1;
    System.arraycopy(words, place, words, place + 1, size - place);
    System.arraycopy(counts, place, counts, place + 1, size - place);
    words[place] = word;
    counts[place] = count;
    size++;
  }

  /** The place of a word, or -1 less the place where it belongs. Most come in order. */
  private int search(String word) {
    boolean last = size == 0 || words[size - 1].compareTo(word) < 0;
    return last ? -size - 1 : Arrays.binarySearch(words, 0, size, word);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean containsKey(Object word) {
    return word instanceof String text && search(text) >= 0;
  }

  @Override
  public Long get(Object word) {
    int found = word instanceof String text ? search(text) : -1;
    return found < 0 ? null : (Long) counts[found];
  }

  @Override
  public Long getOrDefault(Object word, Long none) {
    Long count = get(word);
    return count == null ? none : count;
  }

  @Override
  public Set<Map.Entry<String, Long>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return size;
      }

      @Override
      public Iterator<Map.Entry<String, Long>> iterator() {
        return new Entries();
      }
    };
  }

  private final class Entries implements Iterator<Map.Entry<String, Long>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < size;
    }

    @Override
    public Map.Entry<String, Long> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Map.Entry<String, Long> entry = Map.entry(words[next], counts[next]);
      next++;
      return entry;
    }
  }
}
