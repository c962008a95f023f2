package org.openspot.scoring.model.topic;

import java.io.Serializable;
import org.openspot.scoring.model.detect.TextHash;

/**
 * Finds texts' places in an array. Addresses and words are mostly digits, of which {@link
 * String#hashCode} makes the same number again and again, so that a hash map of them is a slow one.
 * Immutable.
 */
final class TextIndex implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String[] texts;

  /** One more than the place of the text that is there; 0 where none is. */
  private final int[] slots;

  /** Of texts that are different; the array is not to be changed. */
  TextIndex(String[] texts) {
    this.texts = texts;
    this.slots = new int[Math.max(2, Integer.highestOneBit(Math.max(1, texts.length)) << 2)];
    for (int place = 0; place < texts.length; place++) {
      slots[slot(texts[place])] = place + 1;
    }
  }

  /** The place of a text, or -1. */
  int of(String text) {
    return slots[slot(text)] - 1;
  }

  /** Where a text is, or would be. */
  private int slot(String text) {
    int mask = slots.length - 1;
    int slot = (int) TextHash.of(text) & mask;
    while (slots[slot] != 0 && !texts[slots[slot] - 1].equals(text)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
