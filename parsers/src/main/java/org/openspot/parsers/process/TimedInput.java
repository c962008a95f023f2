package org.openspot.parsers.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A stream that knows how long its reader has waited for it. One thread reads; any may ask. What
 * the reader does between two reads does not count: a tool is not slow because a sink is.
 */
final class TimedInput extends InputStream {
  private static final long NOT_WAITING = Long.MIN_VALUE;

  private final InputStream stream;
  private final AtomicLong waited = new AtomicLong();
  private volatile long waitingSince = NOT_WAITING;

  TimedInput(InputStream stream) {
    this.stream = stream;
  }

  @Override
  public int read() throws IOException {
    begin();
    try {
      return stream.read();
    } finally {
      end();
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    begin();
    try {
      return stream.read(buffer, offset, length);
    } finally {
      end();
    }
  }

  @Override
  public int available() throws IOException {
    return stream.available();
  }

  void begin() {
    waitingSince = System.nanoTime();
  }

  private void end() {
    waited.addAndGet(System.nanoTime() - waitingSince);
    waitingSince = NOT_WAITING;
  }

  /** Nanoseconds spent in reads, the one under way included. */
  long waitedNanos() {
    long since = waitingSince;
    return waited.get() + (since == NOT_WAITING ? 0 : System.nanoTime() - since);
  }
}
