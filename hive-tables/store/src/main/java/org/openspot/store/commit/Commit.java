package org.openspot.store.commit;

import java.io.Serializable;
import java.util.List;

/**
 * What a worker asks to be made true at once.
 *
 * @param position the offsets covered by then
 * @param originals ranges of records in the staged files
 * @param deadLetters what could not be dissected
 * @param files the staged files
 */
public record Commit(
    LogPosition position,
    List<Ingested> originals,
    List<DeadLetter> deadLetters,
    List<StagedFile> files)
    implements Serializable {}
