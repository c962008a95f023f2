package org.openspot.store.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The bytes of one file, compared by value; or the mark of a directory. Immutable. */
final class Content {
  static final Content DIRECTORY = new Content(new byte[0], true);

  private final byte[] bytes;
  private final boolean directory;
  private final long hash;

  private Content(byte[] bytes, boolean directory) {
    this.bytes = bytes;
    this.directory = directory;
    this.hash = directory ? 1 : hash(bytes);
  }

  static Content of(byte[] bytes) {
    return new Content(bytes.clone(), false);
  }

  boolean isDirectory() {
    return directory;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  int length() {
    return bytes.length;
  }

  String text() {
    return new String(bytes, UTF_8);
  }

  /** A part, fewer bytes only at the end. */
  Content part(long position, int length) {
    int from = (int) Math.min(position, bytes.length);
    return of(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + length)));
  }

  /** 64 bits that no two contents of one exploration share. */
  long hash() {
    return hash;
  }

  /** The first 64 bits of a SHA-256. */
  static long hash(byte[] bytes) {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Content content
        && hash == content.hash
        && directory == content.directory
        && Arrays.equals(bytes, content.bytes);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(hash);
  }
}
