package org.openspot.scoring.model.topic;

/** In how many bits the topic mixes of documents are kept; arithmetic is in 64 always. */
public enum Precision {
  SINGLE,
  DOUBLE;

  /** Spot's option: 32 is single, any other number double. */
  public static Precision ofBits(int bits) {
    return bits == Float.SIZE ? SINGLE : DOUBLE;
  }

  public int bits() {
    return this == SINGLE ? Float.SIZE : Double.SIZE;
  }
}
