package org.openspot.transport.event;

import java.util.Arrays;

/**
 * Rows, rejects and passed-over records, packed.
 *
 * @param schemaFingerprint CRC-64-AVRO of the schema that wrote the rows
 * @param body the packed entries; not copied, so never changed by anyone
 * @param rows how many rows the body holds
 * @param rejects how many rejects
 * @param passedOver how many records passed over
 */
public record RowBatch(
    long schemaFingerprint, byte[] body, long rows, long rejects, long passedOver)
    implements Payload {
  public RowBatch {
    if (rows < 0 || rejects < 0 || passedOver < 0) {
      throw new IllegalArgumentException(
          "a row batch of " + rows + " rows, " + rejects + " rejects, " + passedOver + " others");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowBatch that
        && schemaFingerprint == that.schemaFingerprint
        && rows == that.rows
        && rejects == that.rejects
        && passedOver == that.passedOver
        && Arrays.equals(body, that.body);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(body) * 31 + Long.hashCode(schemaFingerprint);
  }

  @Override
  public String toString() {
    return "RowBatch[" + rows + " rows, " + rejects + " rejects, " + passedOver + " passed over]";
  }
}
