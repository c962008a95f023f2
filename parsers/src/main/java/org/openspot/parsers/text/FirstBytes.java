package org.openspot.parsers.text;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The beginning of a stream, as if it ended there. */
public final class FirstBytes extends FilterInputStream {
  private long left;

  /** At most so many bytes of a stream, which is closed with this one. */
  public FirstBytes(InputStream in, long count) {
    super(in);
    left = count;
  }

  @Override
  public int read() throws IOException {
    if (left <= 0) {
      return -1;
    }
    left--;
    return in.read();
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (left <= 0) {
      return -1;
    }
    int count = in.read(buffer, offset, (int) Math.min(length, left));
    left -= Math.max(count, 0);
    return count;
  }
}
