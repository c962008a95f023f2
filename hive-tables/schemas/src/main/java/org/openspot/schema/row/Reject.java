package org.openspot.schema.row;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A record that could not become a row.
 *
 * @param record the record's number in the original
 * @param reason why, in a few words, the same for the same cause
 * @param raw the record as read, at most {@value #RAW_LIMIT} bytes of it
 * @param rawLength the length of the whole record in bytes
 * @param rawSha256 SHA-256 of the whole record in hex where {@code raw} is cut, otherwise null
 */
public record Reject(long record, String reason, byte[] raw, long rawLength, String rawSha256) {
  /** How much of a record is kept. */
  public static final int RAW_LIMIT = 64 * 1024;

  /** The reject of a record that is in a buffer whole. */
  public static Reject of(long record, String reason, byte[] buffer, int offset, int length) {
    byte[] kept = Arrays.copyOfRange(buffer, offset, offset + Math.min(length, RAW_LIMIT));
    return new Reject(
        record, reason, kept, length, length > RAW_LIMIT ? sha256(buffer, offset, length) : null);
  }

  private static String sha256(byte[] buffer, int offset, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(buffer, offset, length);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Reject that
        && record == that.record
        && rawLength == that.rawLength
        && reason.equals(that.reason)
        && Arrays.equals(raw, that.raw);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(record) * 31 + reason.hashCode();
  }

  @Override
  public String toString() {
    return "record " + record + ": " + reason + " (" + rawLength + " bytes)";
  }
}
