package org.openspot.store.commit;

import java.time.Instant;

/**
 * An unreadable event was sent again.
 *
 * @param format the layout of this record
 * @param id the dead letter's
 * @param by who did it, {@code user@host}
 * @param at when
 * @param topicId the topic it was sent to
 * @param through whoever has read the topic partition up to this offset has read it
 */
record Resent(int format, String id, String by, Instant at, String topicId, long through)
    implements LogEntry {
  static final int FORMAT = 1;
}
