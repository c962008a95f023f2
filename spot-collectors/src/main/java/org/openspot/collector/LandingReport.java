package org.openspot.collector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import org.openspot.core.error.RetriableException;

/**
 * A landing directory seen from outside: what waits, and whether a collector serves it.
 *
 * @param landing the directory
 * @param collector {@code pid@host} of its collector; empty if none runs
 * @param waiting files in it that will be collected
 * @param oldest when the oldest of them was last written
 * @param failed entries in failed/, reasons not counted
 * @param freeBytes what the file system can still take
 */
public record LandingReport(
    Path landing,
    Optional<String> collector,
    long waiting,
    Optional<Instant> oldest,
    long failed,
    long freeBytes) {
  /** Looks at the landing directory of a pipeline; changes nothing. */
  public static LandingReport of(CollectorSettings settings, String pipeline) {
    Places places = settings.places(pipeline);
    try {
      long waiting = 0;
      Instant oldest = null;
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(places.landing())) {
        for (Path entry : entries) {
          if (!LandingScan.isIgnored(entry)) {
            waiting++;
            oldest = older(oldest, entry);
          }
        }
      }
      return new LandingReport(
          places.landing(),
          holder(places.own().resolve("lock")),
          waiting,
          Optional.ofNullable(oldest),
          failed(places.failed()),
          Files.getFileStore(places.landing()).getUsableSpace());
    } catch (NoSuchFileException e) {
      return new LandingReport(places.landing(), Optional.empty(), 0, Optional.empty(), 0, 0);
    } catch (IOException | DirectoryIteratorException | UncheckedIOException e) {
      throw new RetriableException("cannot look into " + places.landing() + ": " + e, e);
    }
  }

  private static Instant older(Instant oldest, Path entry) throws IOException {
    try {
      Instant written = Files.getLastModifiedTime(entry, LinkOption.NOFOLLOW_LINKS).toInstant();
      return oldest == null || written.isBefore(oldest) ? written : oldest;
    } catch (NoSuchFileException e) {
      return oldest;
    }
  }

  private static long failed(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return 0;
    }
    long count = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (!entry.getFileName().toString().endsWith(".reason")) {
          count++;
        }
      }
    }
    return count;
  }

  private static Optional<String> holder(Path lock) throws IOException {
    try (FileChannel channel =
        FileChannel.open(lock, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      try (FileLock free = channel.tryLock(0, Long.MAX_VALUE, true)) {
        if (free != null) {
          return Optional.empty();
        }
      }
      ByteBuffer text = ByteBuffer.allocate(300);
      channel.read(text, 0);
      return Optional.of(new String(text.array(), 0, text.position(), StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
