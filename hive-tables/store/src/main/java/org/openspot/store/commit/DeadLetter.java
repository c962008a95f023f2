package org.openspot.store.commit;

import java.io.Serializable;
import java.time.Instant;
import org.openspot.core.identity.FileId;

/**
 * The rest of an original that could not be dissected, or an event that could not be read. Its
 * records do not count as ingested. The last three say what is needed to try again; a dead letter
 * of an older release may lack them.
 *
 * @param file the original, or null where the event itself was unreadable
 * @param name the original's name, or null
 * @param archiveUri where the original is, or null
 * @param from the first record that was not read
 * @param stage what was being done: {@code decode}, {@code fetch}, {@code dissect}
 * @param cause why it failed, for people
 * @param offset the event's offset in the topic partition
 * @param at when
 * @param size of the original in bytes; of the event, where that was unreadable
 * @param sha256 of the original's content in hex; of the event, where that was unreadable
 * @param captured when the original's capture began, or null where there is none
 */
public record DeadLetter(
    FileId file,
    String name,
    String archiveUri,
    long from,
    String stage,
    String cause,
    long offset,
    Instant at,
    Long size,
    String sha256,
    Instant captured)
    implements Serializable {}
