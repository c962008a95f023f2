package org.openspot.transport.event;

import java.util.HexFormat;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * CRC-64-AVRO fingerprints of schemas in parsing canonical form, as the Avro specification says.
 */
public final class Fingerprints {
  private Fingerprints() {}

  public static long of(Schema schema) {
    return SchemaNormalization.parsingFingerprint64(schema);
  }

  /** Sixteen hex digits. */
  public static String hex(long fingerprint) {
    return HexFormat.of().toHexDigits(fingerprint);
  }
}
