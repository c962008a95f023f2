package org.openspot.parsers.dns;

import java.io.IOException;
import java.time.Instant;
import org.openspot.core.error.DataException;

/** The packets of a capture, one after the other, without their content. Not thread-safe. */
interface Packets {
  /**
   * Steps to the next packet.
   *
   * @return false at the end of the capture
   * @throws DataException if what follows is damaged or cut off
   */
  boolean next() throws IOException;

  /** When the packet stepped to last was captured; {@link Instant#EPOCH} if it does not say. */
  Instant time();
}
