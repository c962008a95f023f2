package org.openspot.core.lifecycle;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.FullDisk;
import org.openspot.core.error.RetriableException;

/**
 * A process's own directory below one that several share: gone when it is closed, and removed by
 * whoever comes next if the process was killed. What tells is a lock on a file beside it, which the
 * kernel frees however a process ends: a process id says nothing across containers, or after its
 * number is used again.
 */
public final class OwnScratch implements AutoCloseable {
  private static final String LOCK = ".lock";
  private static final String OURS = "[0-9]+-[0-9a-f-]{36}";

  /** A POSIX lock is lost when its process closes any descriptor of the file, so none is opened. */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel lock;

  private OwnScratch(Path directory, FileChannel lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /**
   * Takes a new directory, after removing those of processes that are no more.
   *
   * @param shared an absolute path; made if need be
   * @throws ConfigException if it cannot be used
   * @throws RetriableException if its disk is full
   */
  public static OwnScratch take(Path shared) {
    try {
      Files.createDirectories(shared);
      clear(shared);
      while (true) {
        OwnScratch taken = tryTake(shared);
        if (taken != null) {
          return taken;
        }
      }
    } catch (IOException e) {
      throw FullDisk.orUnusable("scratch directory " + shared + " cannot be used: " + e, e);
    }
  }

  /** Null if somebody took the lock for one that was left behind, between its two steps. */
  private static OwnScratch tryTake(Path shared) throws IOException {
    Path directory = shared.resolve(ProcessHandle.current().pid() + "-" + UUID.randomUUID());
    Path path = lockOf(directory);
    HELD_HERE.add(path);
    FileChannel channel = null;
    boolean taken = false;
    try {
      channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null || !Files.exists(path)) {
        return null;
      }
      Files.createDirectory(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      taken = true;
      return new OwnScratch(directory, channel);
    } finally {
      if (!taken) {
        if (channel != null) {
          channel.close();
        }
        HELD_HERE.remove(path);
      }
    }
  }

  private static Path lockOf(Path directory) {
    return directory.resolveSibling(directory.getFileName() + LOCK);
  }

  private static void clear(Path shared) throws IOException {
    List<Path> found;
    try (Stream<Path> all = Files.list(shared)) {
      found = all.toList();
    }
    for (Path lock : found) {
      String name = lock.getFileName().toString();
      if (name.endsWith(LOCK) && name.substring(0, name.length() - LOCK.length()).matches(OURS)) {
        clearOne(lock, name.substring(0, name.length() - LOCK.length()));
      }
    }
  }

  private static void clearOne(Path lock, String name) throws IOException {
    if (HELD_HERE.contains(lock)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      FileLock free = channel.tryLock();
      if (free != null) {
        delete(lock.resolveSibling(name));
        Files.deleteIfExists(lock);
      }
    } catch (NoSuchFileException | OverlappingFileLockException e) {
      // Somebody else clears it just now.
    }
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> left = Files.walk(directory)) {
      for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  /** The directory, absolute. */
  public Path directory() {
    return directory;
  }

  /** Removes the directory; what cannot be removed now is left to whoever comes next. */
  @Override
  public void close() {
    try {
      delete(directory);
      Files.deleteIfExists(lockOf(directory));
    } catch (IOException e) {
      // The lock is free by the end of this method, and then anybody may.
    }
    try {
      lock.close();
    } catch (IOException e) {
      return;
    }
    HELD_HERE.remove(lockOf(directory));
  }
}
