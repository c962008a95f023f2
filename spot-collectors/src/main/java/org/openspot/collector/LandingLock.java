package org.openspot.collector;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.FullDisk;
import org.openspot.core.error.RetriableException;
import org.openspot.core.lifecycle.Pause;

/** Keeps a second collector out of a landing directory, for as long as this process lives. */
final class LandingLock implements AutoCloseable {
  /** A POSIX lock is lost when its process closes any descriptor of the file, so none is opened. */
  private static final Map<Path, String> HELD_HERE = new ConcurrentHashMap<>();

  /** {@code spot status} takes the lock for a moment, to see whether anybody has it. */
  private static final int ATTEMPTS = 20;

  private static final Duration BETWEEN = Duration.ofMillis(100);

  private final Path path;
  private final FileChannel channel;

  private LandingLock(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Takes the lock; tries for two seconds.
   *
   * @param holder who takes it, for whoever comes second: {@code pid@host}
   * @throws ConfigException if another has it, and says who
   * @throws RetriableException if the disk is full
   */
  static LandingLock take(Places places, String holder) {
    return take(places, holder, () -> Pause.of(BETWEEN));
  }

  /**
   * @param pause between two attempts
   */
  static LandingLock take(Places places, String holder, Runnable pause) {
    Path path = places.own().resolve("lock");
    String here = HELD_HERE.putIfAbsent(path, holder);
    if (here != null) {
      throw taken(places, here);
    }
    boolean done = false;
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!lock(channel, pause)) {
        throw taken(places, read(channel));
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
      channel.force(true);
      done = true;
      return new LandingLock(path, channel);
    } catch (IOException e) {
      throw FullDisk.orUnusable("cannot lock the landing directory with " + path + ": " + e, e);
    } finally {
      if (!done) {
        close(channel);
        HELD_HERE.remove(path);
      }
    }
  }

  private static ConfigException taken(Places places, String holder) {
    return new ConfigException(
        "the landing directory "
            + places.landing()
            + " already has a collector, "
            + holder
            + ": stop that one or give this pipeline a landing directory of its own");
  }

  private static boolean lock(FileChannel channel, Runnable pause) throws IOException {
    FileLock taken = channel.tryLock();
    for (int attempt = 1; taken == null && attempt < ATTEMPTS; attempt++) {
      pause.run();
      taken = channel.tryLock();
    }
    return taken != null;
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(300);
    channel.read(text, 0);
    String holder = new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
    return holder.isEmpty() ? "just starting" : holder;
  }

  @Override
  public void close() {
    if (close(channel)) {
      HELD_HERE.remove(path);
    }
  }

  private static boolean close(FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
      return true;
    } catch (IOException e) {
      return false; // the end of the process frees the lock in any case
    }
  }
}
