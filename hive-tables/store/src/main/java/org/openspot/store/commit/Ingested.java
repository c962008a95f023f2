package org.openspot.store.commit;

import java.io.Serializable;
import org.openspot.core.identity.FileId;
import org.openspot.core.identity.RecordRange;

/**
 * A range of one original's records that a commit stored.
 *
 * @param name the original's name
 * @param archiveUri where the original is, or null if it never reached an archive
 * @param rows how many of them are rows of the table
 * @param rejects how many are in the rejects
 * @param passedOver how many were not meant to be either
 */
public record Ingested(
    FileId file,
    String name,
    String archiveUri,
    RecordRange range,
    long rows,
    long rejects,
    long passedOver)
    implements Serializable {}
