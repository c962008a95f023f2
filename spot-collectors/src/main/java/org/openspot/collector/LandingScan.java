package org.openspot.collector;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One pass after another over a landing directory, handing complete entries to {@link Taker}, which
 * may block: the directory is streamed, never held. Not thread-safe.
 */
final class LandingScan {
  private static final int CHUNK = 256;
  private static final Duration WRITER_RECHECK = Duration.ofSeconds(1);

  private final Path landing;
  private final Completeness completeness;
  private final Attempts attempts;
  private final Clock clock;
  private final Taker taker;
  private Duration nextDue = Duration.ZERO;

  LandingScan(Path landing, Duration stableFor, Attempts attempts, Clock clock, Taker taker) {
    this.landing = landing;
    this.completeness = new Completeness(stableFor);
    this.attempts = attempts;
    this.clock = clock;
    this.taker = taker;
  }

  /** Looks at every entry once. */
  Seen pass() throws IOException, InterruptedException {
    completeness.beginPass(clock.instant(), System.nanoTime());
    Duration due = attempts.nextDue();
    long pending = 0;
    Instant oldest = null;
    List<Path> complete = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(landing)) {
      for (Path entry : entries) {
        FileStamp stamp = isIgnored(entry) ? null : stamp(entry);
        if (stamp == null) {
          continue;
        }
        if (!attempts.isStuck(entry)) {
          pending++;
          Instant modified = stamp.modified().toInstant();
          oldest = oldest == null || modified.isBefore(oldest) ? modified : oldest;
        }
        if (attempts.isFree(entry) && completeness.isComplete(entry, stamp)) {
          complete.add(entry);
        }
        if (complete.size() == CHUNK) {
          due = hand(complete, due);
        }
      }
      due = hand(complete, due);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    completeness.endPass();
    nextDue = due.compareTo(completeness.nextDue()) < 0 ? due : completeness.nextDue();
    return new Seen(pending, oldest);
  }

  /** How long after a pass the next one may find something without any hint. */
  Duration nextDue() {
    return nextDue;
  }

  private Duration hand(List<Path> complete, Duration due) throws InterruptedException {
    Set<Path> written = complete.isEmpty() ? Set.of() : OpenWriters.in(landing);
    Duration next = due;
    for (Path entry : complete) {
      if (!written.contains(entry)) {
        taker.take(entry);
      } else if (next.compareTo(WRITER_RECHECK) > 0) {
        next = WRITER_RECHECK;
      }
    }
    complete.clear();
    return next;
  }

  private static FileStamp stamp(Path entry) throws IOException {
    try {
      return FileStamp.read(entry);
    } catch (NoSuchFileException e) {
      // Gone between the listing and now.
      return null;
    }
  }

  /** Never files of ours: hidden ones, nfcapd's unfinished one, and a file system's own. */
  static boolean isIgnored(Path entry) {
    String name = entry.getFileName().toString();
    return name.startsWith(".") || name.startsWith("nfcapd.current") || name.equals("lost+found");
  }

  /** Takes a complete entry; blocks while there is enough to do. */
  interface Taker {
    void take(Path entry) throws InterruptedException;
  }

  /**
   * What a pass saw.
   *
   * @param pending entries that wait or are in work
   * @param oldest the time of the oldest of them, or null
   */
  record Seen(long pending, Instant oldest) {}
}
