package org.openspot.worker;

import org.openspot.core.error.SpotException;

/** Events that were never read are gone from Kafka; their originals are still in the archive. */
public final class OffsetsLostException extends SpotException {
  private static final long serialVersionUID = 1L;

  OffsetsLostException(String message) {
    super(message, null);
  }
}
