package org.openspot.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kernel's limit for events that a watcher of a directory has not read yet, made so low that a
 * stopped collector misses some. It holds for watchers that begin while it is low.
 */
final class InotifyQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(InotifyQueue.class);
  private static final Path LIMIT = Path.of("/proc/sys/fs/inotify/max_queued_events");
  private static final int LOW = 64;

  private final String before;

  private InotifyQueue(String before) {
    this.before = before;
  }

  /** Lowers the limit; where that is not permitted it says so and {@link #isLow} is false. */
  static InotifyQueue lower() {
    // In one read: the kernel has nothing more to say at the second.
    try (InputStream in = Files.newInputStream(LIMIT)) {
      byte[] text = new byte[20];
      int length = in.read(text);
      String before = new String(text, 0, length, StandardCharsets.US_ASCII).strip();
      Files.writeString(LIMIT, Integer.toString(LOW));
      return new InotifyQueue(before);
    } catch (IOException e) {
      LOG.warn("the queue of inotify stays as it is: {}", e.toString());
      return new InotifyQueue("");
    }
  }

  boolean isLow() {
    return !before.isEmpty();
  }

  @Override
  public void close() {
    if (isLow()) {
      try {
        Files.writeString(LIMIT, before);
      } catch (IOException e) {
        LOG.warn("{} was {} and is {} now: {}", LIMIT, before, LOW, e.toString());
      }
    }
  }
}
