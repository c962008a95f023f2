package org.openspot.scoring.spark;

import java.util.Arrays;
import org.openspot.scoring.model.detect.TextHash;

/**
 * Counts pairs of document and word. Each text is kept once, and a pair is two numbers in a table
 * with open addressing: a few dozen bytes. Not thread-safe.
 */
final class PairCounter {
  private static final int FIRST_CAPACITY = 1 << 8;

  private final Numbers documents = new Numbers();
  private final Numbers words = new Numbers();
  private long[] keys = new long[FIRST_CAPACITY];

  /** 0 where nothing is. */
  private long[] counts = new long[FIRST_CAPACITY];

  private int pairs;

  /**
   * Texts in the order in which they first came. A hash map would be slow: addresses and words are
   * mostly digits, of which {@link String#hashCode} makes the same number again and again.
   */
  private static final class Numbers {
    private String[] texts = new String[FIRST_CAPACITY / 2];

    /** One more than the number of the text that is there; 0 where none is. */
    private int[] slots = new int[FIRST_CAPACITY];

    private int size;

    int of(String text) {
      int slot = textSlot(text);
      if (slots[slot] == 0) {
        if (size == texts.length) {
          grow();
          slot = textSlot(text);
        }
        texts[size] = text;
        size++;
        slots[slot] = size;
      }
      return slots[slot] - 1;
    }

    private int textSlot(String text) {
      int mask = slots.length - 1;
      int slot = (int) TextHash.of(text) & mask;
      while (slots[slot] != 0 && !texts[slots[slot] - 1].equals(text)) {
        slot = (slot + 1) & mask;
      }
      return slot;
    }

    private void grow() {
      texts = Arrays.copyOf(texts, 2 * size);
      slots = new int[4 * size];
      for (int number = 0; number < size; number++) {
        slots[textSlot(texts[number])] = number + 1;
      }
    }

    String[] sorted() {
      String[] sorted = Arrays.copyOf(texts, size);
      Arrays.sort(sorted);
      return sorted;
    }

    /** Of each number the place of its text among the sorted. */
    int[] places(String[] sorted) {
      int[] places = new int[sorted.length];
      for (int place = 0; place < sorted.length; place++) {
        places[of(sorted[place])] = place;
      }
      return places;
    }

    int[] inOrder(String[] sorted) {
      int[] inOrder = new int[sorted.length];
      for (int place = 0; place < sorted.length; place++) {
        inOrder[place] = of(sorted[place]);
      }
      return inOrder;
    }
  }

  /** How many different pairs there are. */
  int pairs() {
    return pairs;
  }

  /** Counts a pair that occurred so often, 1 or more. */
  void add(String document, String word, long count) {
    if (count < 1) {
      throw new IllegalArgumentException("a word cannot occur " + count + " times");
    }
    add(key(documents.of(document), words.of(word)), count);
  }

  /** Adds what was counted elsewhere. */
  void addAll(CountedDocuments counted) {
    int[] wordNumbers = new int[counted.words()];
    for (int word = 0; word < wordNumbers.length; word++) {
      wordNumbers[word] = words.of(counted.word(word));
    }
    for (int document = 0; document < counted.size(); document++) {
      int number = documents.of(counted.document(document));
      for (int pair = counted.start(document); pair < counted.start(document + 1); pair++) {
        add(key(number, wordNumbers[counted.wordOf(pair)]), counted.count(pair));
      }
    }
  }

  private static long key(int document, int word) {
    return (long) document << Integer.SIZE | word;
  }

  private void add(long key, long count) {
    int slot = slot(key);
    if (counts[slot] == 0) {
      keys[slot] = key;
      pairs++;
    }
    counts[slot] = Math.addExact(counts[slot], count);
    if (pairs > counts.length / 2) {
      grow();
    }
  }

  /** Where a pair is, or may be put. */
  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = (int) Scan.mixed(key) & mask;
    while (counts[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldCounts = counts;
    keys = new long[Math.multiplyExact(2, oldKeys.length)];
    counts = new long[keys.length];
    for (int old = 0; old < oldKeys.length; old++) {
      if (oldCounts[old] != 0) {
        int slot = slot(oldKeys[old]);
        keys[slot] = oldKeys[old];
        counts[slot] = oldCounts[old];
      }
    }
  }

  /** What has been counted, in the order of the texts. */
  CountedDocuments result() {
    String[] sortedDocuments = documents.sorted();
    String[] sortedWords = words.sorted();
    long[] inOrder = pairsInOrder(documents.places(sortedDocuments), words.places(sortedWords));
    int[] documentNumbers = documents.inOrder(sortedDocuments);
    int[] wordNumbers = words.inOrder(sortedWords);
    int[] starts = new int[sortedDocuments.length + 1];
    int[] wordOf = new int[pairs];
    long[] countOf = new long[pairs];
    for (int pair = 0; pair < pairs; pair++) {
      int document = (int) (inOrder[pair] >>> Integer.SIZE);
      int word = (int) inOrder[pair];
      starts[document + 1] = pair + 1;
      wordOf[pair] = word;
      countOf[pair] = counts[slot(key(documentNumbers[document], wordNumbers[word]))];
    }
    return new CountedDocuments(sortedDocuments, sortedWords, starts, wordOf, countOf);
  }

  private long[] pairsInOrder(int[] documentPlaces, int[] wordPlaces) {
    long[] inOrder = new long[pairs];
    int next = 0;
    for (int slot = 0; slot < keys.length; slot++) {
      if (counts[slot] != 0) {
        int document = (int) (keys[slot] >>> Integer.SIZE);
        inOrder[next++] = key(documentPlaces[document], wordPlaces[(int) keys[slot]]);
      }
    }
    Arrays.sort(inOrder);
    return inOrder;
  }
}
