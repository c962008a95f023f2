package org.openspot.store.commit;

import java.io.Serializable;
import java.time.Instant;
import org.openspot.core.identity.FileId;

/**
 * The rest of an original that could not be dissected, or an event that could not be read. Its
 * records do not count as ingested.
 *
 * @param file the original, or null where the event itself was unreadable
 * @param name the original's name, or null
 * @param archiveUri where the original is, or null
 * @param from the first record that was not read
 * @param stage what was being done: {@code decode}, {@code fetch}, {@code dissect}
 * @param cause why it failed, for people
 * @param offset the event's offset in the topic partition
 * @param at when
 */
public record DeadLetter(
    FileId file,
    String name,
    String archiveUri,
    long from,
    String stage,
    String cause,
    long offset,
    Instant at)
    implements Serializable {}
