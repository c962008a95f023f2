package org.openspot.collector;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.openspot.core.identity.FileId;
import org.openspot.parsers.StreamDissector;
import org.openspot.transport.event.Original;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was appended to a text after it was read: it lands as a file of its own, {@code
 * <name>@<offset>}, once nobody writes to it any more. Until then the whole file waits aside, under
 * that name, where also the next start finds it.
 *
 * <p>A crash between the landing of a tail and the removal of what it was cut from lands the same
 * tail again: the same name and content, hence the same original. Thread-safe.
 */
final class Tails {
  private static final Logger LOG = LoggerFactory.getLogger(Tails.class);
  private static final int BUFFER = 128 * 1024;

  private final Path aside;
  private final Path landing;
  private final Duration stableFor;
  private final StreamDissector dissector;
  private final Clock clock;
  private volatile int waiting;

  Tails(Places places, Duration stableFor, StreamDissector dissector, Clock clock) {
    this.aside = places.tails();
    this.landing = places.landing();
    this.stableFor = stableFor;
    this.dissector = dissector;
    this.clock = clock;
  }

  /**
   * Takes a file that was ingested and has grown since.
   *
   * @return false if its beginning is no longer what was ingested: then it is left where it is
   */
  synchronized boolean keep(Path file, LandedFile landed, Original original) throws IOException {
    if (!beginsWith(file, original)) {
      return false;
    }
    Path target = landed.name().in(aside, "@" + original.size());
    while (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      // Logs that begin alike and are rotated: the one before is still waiting here.
      String other = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
      target = landed.name().in(aside, "." + other + "@" + original.size());
    }
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    waiting++;
    LOG.info(
        "{}: grew after its first {} bytes were ingested; the rest lands as a file of its own",
        landed.name(),
        original.size());
    return true;
  }

  /** Also false where a line was cut in two: neither half would be understood. */
  private static boolean beginsWith(Path file, Original original) throws IOException {
    FileId.Hasher hasher = FileId.hasher("", "");
    long left = original.size();
    byte last = '\n';
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] buffer = new byte[BUFFER];
      while (left > 0) {
        int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (count < 0) {
          return false;
        }
        if (count > 0) {
          last = buffer[count - 1];
        }
        hasher.update(buffer, 0, count);
        left -= count;
      }
    }
    return last == '\n' && hasher.finish().sha256().equals(original.sha256());
  }

  /** Whether any file waits for its last writer. */
  boolean waiting() {
    return waiting > 0;
  }

  /** Lands the tails of files that nobody writes to any more; how many wait on. */
  synchronized int cut() throws IOException {
    int left = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(aside, "*@*")) {
      Set<Path> written = null;
      for (Path file : files) {
        written = written == null ? OpenWriters.in(aside) : written;
        if (written.contains(file) || !isQuiet(file) || !cut(file)) {
          left++;
        }
      }
    }
    waiting = left;
    return left;
  }

  private boolean isQuiet(Path file) throws IOException {
    Instant modified = FileStamp.read(file).modified().toInstant();
    Instant now = clock.instant();
    return modified.isAfter(now) || !modified.isAfter(now.minus(stableFor));
  }

  /** False if it has to wait: it grows again, or a tail of its name is still landed. */
  private boolean cut(Path file) throws IOException {
    FileStamp before = FileStamp.read(file);
    LandedName name = LandedName.of(file);
    String text = name.text();
    long offset = Long.parseLong(text.substring(text.lastIndexOf('@') + 1));
    Path part = aside.resolve("part");
    // What a crash left may be linked to a tail that has landed: that one is not to be written to.
    Files.deleteIfExists(part);
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
        OutputStream out = Files.newOutputStream(part)) {
      out.write(dissector.prologue(in, offset));
    }
    try (FileChannel in = FileChannel.open(file, LinkOption.NOFOLLOW_LINKS);
        FileChannel out =
            FileChannel.open(part, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      long end = in.size();
      for (long at = offset; at < end; ) {
        at += in.transferTo(at, end - at, out);
      }
      out.force(true);
    }
    if (!FileStamp.read(file).equals(before)) {
      Files.delete(part);
      return false;
    }
    try {
      // Unlike a rename, a link never overwrites.
      Files.createLink(name.in(landing, ""), part);
    } catch (FileAlreadyExistsException e) {
      Files.delete(part);
      return false;
    }
    try (FileChannel landed = FileChannel.open(landing, StandardOpenOption.READ)) {
      landed.force(true); // before what it was cut from goes
    }
    Files.delete(part);
    Files.delete(file);
    return true;
  }
}
