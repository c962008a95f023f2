package org.openspot.transport.event;

import org.openspot.core.error.SpotException;

/** A schema is not in the store yet: wait, say so, and try the same event again. */
public final class UnknownSchemaException extends SpotException {
  private static final long serialVersionUID = 1L;

  private final long fingerprint;

  public UnknownSchemaException(long fingerprint) {
    super(
        "no schema with fingerprint "
            + Fingerprints.hex(fingerprint)
            + " in the schema store: its writer is newer than the store, or the store's"
            + " _schemas directory lost it",
        null);
    this.fingerprint = fingerprint;
  }

  /** CRC-64-AVRO of the schema that is missing. */
  public long fingerprint() {
    return fingerprint;
  }
}
