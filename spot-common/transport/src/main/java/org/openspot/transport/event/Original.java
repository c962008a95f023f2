package org.openspot.transport.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.openspot.core.identity.FileId;

/**
 * A file as a sensor wrote it.
 *
 * @param id its identity
 * @param name its name as it landed; bytes of the name that are not UTF-8 stand as {@code %FF}
 * @param size its length in bytes
 * @param sha256 SHA-256 of its content, in hex
 * @param archiveUri where its archived copy is; null from a collector on the edge
 * @param captured when the capture began, to the microsecond; {@link Instant#EPOCH} where neither
 *     name nor content say
 */
public record Original(
    FileId id, String name, long size, String sha256, String archiveUri, Instant captured) {
  public Original {
    if (size < 0) {
      throw new IllegalArgumentException("an original of " + size + " bytes");
    }
    captured = captured.truncatedTo(ChronoUnit.MICROS);
  }
}
