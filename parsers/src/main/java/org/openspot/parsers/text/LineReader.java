package org.openspot.parsers.text;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.openspot.core.error.RetriableException;
import org.openspot.schema.row.Reject;

/**
 * Cuts a text into lines, in memory that does not depend on it. Lines end with a line feed or with
 * carriage return and line feed; the last one may end with the text. A line of more than {@link
 * #LINE_LIMIT} bytes is never held: it becomes a reject while it is read. Not thread-safe.
 */
public final class LineReader {
  /** The longest line, without its end, that is looked into. */
  public static final int LINE_LIMIT = 1 << 20;

  /** Room for the longest line and its end. */
  private static final int BUFFER_BYTES = LINE_LIMIT + 2;

  /** Little enough that what is read is still in the processor's cache when it is looked into. */
  private static final int READ_BYTES = 1 << 16;

  /** Takes the lines of a text. */
  public interface Lines {
    /**
     * Takes one line.
     *
     * @param record its number, from 0
     * @param buffer where it is; not to be kept
     * @param from where it begins
     * @param to where it ends, before the bytes that end it
     */
    void take(long record, byte[] buffer, int from, int to);

    /** Takes a line that is too long, as the reject that it is. */
    void tooLong(Reject reject);
  }

  private final Lines lines;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private long record;

  public LineReader(Lines lines) {
    this.lines = lines;
  }

  /** Reads a text from its beginning to its end. */
  public void read(InputStream content) throws IOException {
    int filled = 0;
    LongLine longLine = null;
    while (true) {
      if (Thread.currentThread().isInterrupted()) {
        throw new RetriableException("interrupted while reading a text");
      }
      int count = content.read(buffer, filled, Math.min(READ_BYTES, buffer.length - filled));
      if (count < 0) {
        break;
      }
      int limit = filled + count;
      int start = 0;
      // What was there before has no line feed: each byte is looked at once.
      for (int i = filled; i < limit; i++) {
        if (buffer[i] == '\n') {
          if (longLine == null) {
            line(start, i);
          } else {
            longLine.add(buffer, start, i);
            lines.tooLong(longLine.reject(record++));
            longLine = null;
          }
          start = i + 1;
        }
      }
      filled = limit - start;
      if (longLine == null && filled == buffer.length) {
        longLine = new LongLine();
      }
      if (longLine != null) {
        longLine.add(buffer, start, limit);
        filled = 0;
      } else if (start > 0) {
        System.arraycopy(buffer, start, buffer, 0, filled);
      }
    }
    if (longLine != null) {
      lines.tooLong(longLine.reject(record++));
    } else if (filled > 0) {
      line(0, filled);
    }
  }

  private void line(int from, int end) {
    int to = end > from && buffer[end - 1] == '\r' ? end - 1 : end;
    if (to - from > LINE_LIMIT) {
      lines.tooLong(Reject.of(record, LongLine.REASON, buffer, from, to - from));
    } else {
      lines.take(record, buffer, from, to);
    }
    record++;
  }

  /** A line of which only the beginning is kept. */
  private static final class LongLine {
    static final String REASON = "line of more than 1 MiB";

    private final MessageDigest digest;
    private final byte[] kept = new byte[Reject.RAW_LIMIT];
    private long length;
    private boolean endsWithReturn;

    LongLine() {
      try {
        digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }

    /** Adds a piece; a carriage return at its end waits until it is known not to end the line. */
    void add(byte[] from, int start, int end) {
      if (start == end) {
        return;
      }
      if (endsWithReturn) {
        put(new byte[] {'\r'}, 0, 1);
      }
      endsWithReturn = from[end - 1] == '\r';
      put(from, start, endsWithReturn ? end - 1 : end);
    }

    private void put(byte[] from, int start, int end) {
      digest.update(from, start, end - start);
      if (length < kept.length) {
        int room = (int) Math.min(kept.length - length, end - start);
        System.arraycopy(from, start, kept, (int) length, room);
      }
      length += end - start;
    }

    Reject reject(long number) {
      byte[] raw = Arrays.copyOf(kept, (int) Math.min(length, kept.length));
      return new Reject(number, REASON, raw, length, HexFormat.of().formatHex(digest.digest()));
    }
  }
}
