package org.openspot.store.commit;

import java.time.Instant;

/**
 * A person's decision to do without the records of a dead letter, kept beside the commit log.
 *
 * @param format the layout of this record
 * @param id the dead letter's
 * @param letter what was given up
 * @param by who decided, {@code user@host}
 * @param at when
 * @param reason why, in that person's words
 */
public record Dropped(
    int format, String id, DeadLetter letter, String by, Instant at, String reason)
    implements LogEntry {
  static final int FORMAT = 1;
}
