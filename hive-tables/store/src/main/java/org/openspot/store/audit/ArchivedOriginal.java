package org.openspot.store.audit;

import java.time.Instant;
import org.openspot.core.identity.FileId;

/**
 * An original that is in the archive.
 *
 * @param file its file id, or null if it was never registered: nothing about it can be in Kafka
 * @param name its name in the archive
 * @param uri where it is
 * @param size in bytes
 * @param archived when it came there
 */
public record ArchivedOriginal(FileId file, String name, String uri, long size, Instant archived) {}
