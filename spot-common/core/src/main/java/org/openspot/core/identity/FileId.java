package org.openspot.core.identity;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The identity of an original: SHA-256 over pipeline, name and content. The same content under
 * another name, or the same name with other content, is another file.
 *
 * <p>Each of the first parts is preceded by its length in four bytes, so that no two different
 * triples hash the same bytes. Immutable.
 */
public final class FileId implements Comparable<FileId>, Serializable {
  private static final long serialVersionUID = 1L;

  /** Length of a file id in bytes. */
  public static final int BYTES = 32;

  private final byte[] bytes;

  private FileId(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A file id from its {@value #BYTES} bytes. */
  public static FileId of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a file id has 32 bytes, not " + bytes.length);
    }
    return new FileId(bytes.clone());
  }

  /** A file id from its 64 hexadecimal digits. */
  public static FileId parse(String hex) {
    return of(HexFormat.of().parseHex(hex));
  }

  /** Starts a file id for an original of which the content is still to be read. */
  public static Hasher hasher(String pipeline, String name) {
    return new Hasher(pipeline, name);
  }

  /** A copy of the bytes. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** The first eight hexadecimal digits: enough for a suffix or a log line. */
  public String abbreviated() {
    return toString().substring(0, 8);
  }

  /** A number from 0 to {@code count - 1}, the same for the same file id always. */
  public int bucket(int count) {
    long head = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      head = head << 8 | (bytes[i] & 0xff);
    }
    return (int) Long.remainderUnsigned(head, count);
  }

  /** Orders by the bytes, unsigned. */
  @Override
  public int compareTo(FileId other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FileId id && Arrays.equals(bytes, id.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** 64 hexadecimal digits. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }

  /** Takes an original's content piece by piece. Not thread-safe; used once. */
  public static final class Hasher {
    private final MessageDigest id = sha256();
    private final MessageDigest content = sha256();

    private Hasher(String pipeline, String name) {
      frame(pipeline);
      frame(name);
    }

    private void frame(String part) {
      byte[] text = part.getBytes(StandardCharsets.UTF_8);
      for (int shift = 24; shift >= 0; shift -= 8) {
        id.update((byte) (text.length >>> shift));
      }
      id.update(text);
    }

    /** Takes the next piece of content. */
    public void update(byte[] buffer, int offset, int length) {
      content.update(buffer, offset, length);
    }

    /** The identity and the plain SHA-256 of the content. */
    public Digests finish() {
      byte[] sha256 = content.digest();
      id.update(sha256);
      return new Digests(new FileId(id.digest()), HexFormat.of().formatHex(sha256));
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }
  }

  /** What a content's bytes amount to: the file id, and the content's own SHA-256 in hex. */
  public record Digests(FileId fileId, String sha256) {}
}
