package org.openspot.scoring.spark;

/** By what records are found and put in order. The score is the topic model's in any case. */
public enum Ranking {
  /** The topic model's score, as in Spot. */
  TOPIC,
  /** The probability of the counting model. */
  COUNTING,
  /** Whatever is the most unusual about a record, by either model or by a detector. */
  FUSED
}
