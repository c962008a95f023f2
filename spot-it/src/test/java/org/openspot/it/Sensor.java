package org.openspot.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.openspot.core.lifecycle.Pause;
import org.openspot.it.chaos.Drop;
import org.openspot.it.chaos.Original;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lands files in the ways sensors do. A sensor that finds no space waits; one whose file was taken
 * before it had written all of it begins another of the same name, as a log's writer does.
 * Thread-safe.
 */
final class Sensor {
  private static final Logger LOG = LoggerFactory.getLogger(Sensor.class);
  private static final Duration AGAIN = Duration.ofMillis(100);
  private static final AtomicInteger HIDDEN = new AtomicInteger();

  private final Path landing;
  private final BooleanSupplier givenUp;

  /**
   * @param givenUp asked while it waits for space or a name
   */
  Sensor(Path landing, BooleanSupplier givenUp) {
    this.landing = landing;
    this.givenUp = givenUp;
  }

  /** Lands the originals of a drop; returns when all of them are there. */
  void land(Drop drop, List<Original> originals) {
    Original first = originals.get(0);
    Random random = new Random(first.name().hashCode());
    try {
      switch (drop.manner()) {
        case RENAMED, CUT, DAMAGED, EMPTY -> rename(first.name(), first.content());
        case LINKED -> link(first);
        case IN_PLACE -> inPlace(first, random);
        case APPENDED -> append(first, lineEnds(first, random), random);
        case TORN -> append(first, List.of(first.cut()), random);
        case SYMBOLIC_LINK ->
            Files.createSymbolicLink(landing.resolve(first.name()), Path.of("/etc/hostname"));
        case AGAIN -> {
          rename(first.name(), first.content());
          Pause.of(AGAIN);
          rename(first.name(), first.content());
        }
        case SUCCESSOR -> {
          rename(first.name(), first.content());
          Pause.of(AGAIN);
          rename(first.name(), originals.get(1).content());
        }
        case BURST -> {
          for (Original original : originals) {
            rename(original.name(), original.content());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void rename(String name, byte[] content) throws IOException {
    Path hidden = landing.resolve(".arriving-" + HIDDEN.incrementAndGet());
    writeWhole(hidden, content);
    Path landed = landing.resolve(name);
    while (Files.exists(landed, LinkOption.NOFOLLOW_LINKS)) {
      waitFor("the name " + name);
    }
    Files.move(hidden, landed, StandardCopyOption.ATOMIC_MOVE);
  }

  private void link(Original original) throws IOException {
    Path elsewhere = landing.resolve(".arriving-" + HIDDEN.incrementAndGet());
    writeWhole(elsewhere, original.content());
    Files.createLink(landing.resolve(original.name()), elsewhere);
    Files.delete(elsewhere);
  }

  private void writeWhole(Path hidden, byte[] content) throws IOException {
    while (true) {
      try {
        Files.write(hidden, content);
        return;
      } catch (IOException e) {
        if (!String.valueOf(e.getMessage()).contains("No space left")) {
          throw e;
        }
        Files.deleteIfExists(hidden);
        waitFor("space");
      }
    }
  }

  private void waitFor(String what) {
    if (givenUp.getAsBoolean()) {
      throw new IllegalStateException("a sensor waits in vain for " + what);
    }
    Pause.of(AGAIN);
  }

  private void inPlace(Original original, Random random) throws IOException {
    byte[] content = original.content();
    try (FileChannel file =
        FileChannel.open(
            landing.resolve(original.name()),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE)) {
      int from = 0;
      while (from < content.length) {
        int to = Math.min(content.length, from + 1 + random.nextInt(content.length));
        write(file, content, from, to);
        from = to;
        Pause.of(Duration.ofMillis(random.nextInt(500)));
      }
    }
  }

  private static List<Integer> lineEnds(Original original, Random random) {
    List<Integer> ends = new ArrayList<>();
    for (int at = original.body(); at < original.content().length - 1; at++) {
      if (original.content()[at] == '\n' && random.nextInt(12) == 0 && ends.size() < 3) {
        ends.add(at + 1);
      }
    }
    return ends;
  }

  /** Writes a file in parts, closing it after each. */
  private void append(Original original, List<Integer> cuts, Random random) throws IOException {
    byte[] content = original.content();
    Path path = landing.resolve(original.name());
    int from = 0;
    List<Integer> ends = new ArrayList<>(cuts);
    ends.add(content.length);
    for (int to : ends) {
      if (from == 0) {
        write(path, content, 0, to, StandardOpenOption.CREATE_NEW);
      } else if (!grows(path, content, from, to)) {
        anew(original, from, to);
      }
      from = to;
      Pause.of(Duration.ofMillis(random.nextInt(1200)));
    }
  }

  private static boolean grows(Path path, byte[] content, int from, int to) throws IOException {
    try {
      write(path, content, from, to, StandardOpenOption.APPEND);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** The file was collected: what comes now begins another of its name, as a log's does. */
  private void anew(Original original, int from, int to) throws IOException {
    byte[] content = original.content();
    byte[] part = new byte[original.body() + to - from];
    System.arraycopy(content, 0, part, 0, original.body());
    System.arraycopy(content, from, part, original.body(), to - from);
    LOG.debug("{} was taken: the bytes from {} begin another", original.name(), from);
    rename(original.name(), part);
  }

  private static void write(Path path, byte[] content, int from, int to, StandardOpenOption how)
      throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE, how)) {
      write(file, content, from, to);
    }
  }

  private static void write(FileChannel file, byte[] content, int from, int to) throws IOException {
    ByteBuffer part = ByteBuffer.wrap(content, from, to - from);
    while (part.hasRemaining()) {
      file.write(part);
    }
  }
}
