package org.openspot.parsers.dns;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.openspot.core.error.DataException;

/**
 * What a gzip stream expands to, unless it is made to expand without end. Traffic shrinks to a
 * fifth, at best to a twentieth; deflate goes down to a thousandth of what repeats itself only. Not
 * thread-safe.
 */
final class Expansion extends FilterInputStream {
  /** So much may come of anything. */
  static final long HARMLESS_BYTES = 64L << 20;

  /** And so much of each compressed byte. */
  static final long MOST = 200;

  private static final int BUFFER_BYTES = 256 * 1024;

  private final Counted compressed;
  private long expanded;

  /** The stream stays the caller's. */
  Expansion(InputStream compressed) throws IOException {
    this(new Counted(compressed));
  }

  private Expansion(Counted compressed) throws IOException {
    super(new GZIPInputStream(compressed, BUFFER_BYTES));
    this.compressed = compressed;
  }

  @Override
  public int read() throws IOException {
    int next = in.read();
    if (next >= 0) {
      count(1);
    }
    return next;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, length);
    if (count > 0) {
      count(count);
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = in.skip(count);
    count(skipped);
    return skipped;
  }

  private void count(long bytes) {
    expanded += bytes;
    if (expanded > HARMLESS_BYTES && expanded / MOST > compressed.count) {
      throw new DataException(
          "the compressed data expands to more than "
              + MOST
              + " times its size: no traffic does, and it is not read any further");
    }
  }

  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int next = in.read();
      count += next < 0 ? 0 : 1;
      return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int found = in.read(buffer, offset, length);
      count += Math.max(0, found);
      return found;
    }
  }
}
