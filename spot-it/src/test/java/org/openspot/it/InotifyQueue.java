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

  private final Afterwards restoring;

  private InotifyQueue(Afterwards restoring) {
    this.restoring = restoring;
  }

  /** Lowers the limit; where that is not permitted it says so and {@link #isLow} is false. */
  static InotifyQueue lower(Path directory) {
    // In one read: the kernel has nothing more to say at the second.
    try (InputStream in = Files.newInputStream(LIMIT)) {
      byte[] text = new byte[20];
      int length = in.read(text);
      String before = new String(text, 0, length, StandardCharsets.US_ASCII).strip();
      Files.writeString(LIMIT, Integer.toString(LOW));
      return new InotifyQueue(
          Afterwards.run(
              LIMIT + " back to " + before,
              directory.resolve("inotify.log"),
              "sh",
              "-c",
              "echo \"$0\" > \"$1\"",
              before,
              LIMIT.toString()));
    } catch (IOException e) {
      LOG.warn("the queue of inotify stays as it is: {}", e.toString());
      return new InotifyQueue(null);
    }
  }

  boolean isLow() {
    return restoring != null;
  }

  @Override
  public void close() {
    if (isLow()) {
      restoring.close();
    }
  }
}
