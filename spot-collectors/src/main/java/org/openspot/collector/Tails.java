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
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.openspot.core.identity.FileId;
import org.openspot.parsers.StreamDissector;
import org.openspot.transport.event.Original;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was appended to a text after it was read: it lands as a file of its own, {@code
 * <name>@<from>-<to>}, once nobody writes to it any more. Until then the whole file waits aside, as
 * {@code <name>@<from>}, where also the next start finds it.
 *
 * <p>Before a tail lands, what it is cut from gets the tail's name: how far it goes is on disk
 * then. So a crash before its removal lands the same bytes again, also if more were appended
 * meanwhile: the same name and content, hence the same original. What follows them is the next
 * tail. Thread-safe.
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
    Set<Path> written = null;
    for (Path file : kept()) {
      written = written == null ? OpenWriters.in(aside) : written;
      if (written.contains(file) || !isQuiet(file) || !cut(file)) {
        left++;
      }
    }
    waiting = left;
    return left;
  }

  /** What waits, before any of it gets another name. */
  private List<Path> kept() throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(aside, "*@*")) {
      files.forEach(found::add);
    }
    return found;
  }

  private boolean isQuiet(Path file) throws IOException {
    Instant modified = FileStamp.read(file).modified().toInstant();
    Instant now = clock.instant();
    return modified.isAfter(now) || !modified.isAfter(now.minus(stableFor));
  }

  /** False if it has to wait: a tail of its name is still landed, or there is another one. */
  private boolean cut(Path file) throws IOException {
    LandedName name = LandedName.of(file);
    String text = name.text();
    String range = text.substring(text.lastIndexOf('@') + 1);
    LandedName base = name.without(range.length() + 1); // digits are a byte each
    int dash = range.indexOf('-');
    if (dash >= 0) {
      return land(file, base, parse(range.substring(0, dash)), parse(range.substring(dash + 1)));
    }
    long from = parse(range);
    long to = Math.max(from, Files.size(file));
    Path planned = base.in(aside, "@" + from + "-" + to);
    if (Files.exists(planned, LinkOption.NOFOLLOW_LINKS)) {
      return false; // logs that begin alike, and the one before is still waiting
    }
    Files.move(file, planned, StandardCopyOption.ATOMIC_MOVE);
    sync(aside);
    return land(planned, base, from, to);
  }

  private static long parse(String number) throws IOException {
    try {
      return Long.parseLong(number);
    } catch (NumberFormatException e) {
      throw new IOException("a name in .spot/tails that no collector gave", e);
    }
  }

  private boolean land(Path file, LandedName base, long from, long to) throws IOException {
    Path part = aside.resolve("part");
    // Never written over: after a crash it may be the same file as one that has landed.
    Files.deleteIfExists(part);
    copy(file, from, to, part);
    try {
      // Unlike a rename, a link never overwrites.
      Files.createLink(LandedName.of(file).in(landing, ""), part);
    } catch (FileAlreadyExistsException e) {
      Files.delete(part);
      return false;
    }
    sync(landing); // before what it was cut from goes
    Files.delete(part);
    if (Files.size(file) > to) {
      Path rest = base.in(aside, "@" + to);
      if (!Files.exists(rest, LinkOption.NOFOLLOW_LINKS)) { // else later, as for the tail itself
        Files.move(file, rest, StandardCopyOption.ATOMIC_MOVE);
      }
      return false;
    }
    Files.delete(file);
    return true;
  }

  private void copy(Path file, long from, long to, Path part) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
        OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE_NEW)) {
      out.write(dissector.prologue(in, from));
    }
    try (FileChannel in = FileChannel.open(file, LinkOption.NOFOLLOW_LINKS);
        FileChannel out =
            FileChannel.open(part, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      long end = Math.min(to, in.size()); // shorter only where somebody cut it off
      for (long at = from; at < end; ) {
        long moved = in.transferTo(at, end - at, out);
        if (moved == 0) {
          break;
        }
        at += moved;
      }
      out.force(true);
    }
  }

  private static void sync(Path directory) throws IOException {
    try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }
}
