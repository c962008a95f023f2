package org.openspot.store.lineage;

import org.openspot.core.identity.FileId;

/**
 * An original, as the footers of table files name it.
 *
 * @param file its file id
 * @param name its name as the sensor gave it
 * @param archiveUri where it is, or null if it never reached an archive
 */
public record Origin(FileId file, String name, String archiveUri) {}
