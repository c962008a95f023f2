package org.openspot.store.commit;

/** What became of a dead letter. */
public enum DeadLetterFate {
  /** Its records are nowhere. */
  OPEN,
  /** Its event was sent again, and no worker has read that yet. */
  RESENT,
  /** Its event was sent again and read: the log says by itself what became of it. */
  READ_AGAIN,
  /** Its records are stored by now. */
  STORED,
  /** Its records are stored or in the range of later dead letters. */
  REPLACED,
  /** A person decided to do without its records. */
  DROPPED;

  /** True while somebody has to do something about it. */
  public boolean isOpen() {
    return this == OPEN || this == RESENT;
  }
}
