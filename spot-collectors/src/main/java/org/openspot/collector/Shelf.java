package org.openspot.collector;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** A directory that takes files and never overwrites one: a name that is taken gets a suffix. */
final class Shelf {
  private static final int ATTEMPTS = 100;

  private final Path directory;

  Shelf(Path directory) {
    this.directory = directory;
  }

  /** Moves an entry here. */
  Path put(Path source, LandedName name) throws IOException {
    return put(source, name, null);
  }

  /**
   * Moves an entry here, a link itself and not what it points to, with a reason beside it.
   *
   * @param reason the text of {@code <name>.reason}, or null for none
   */
  Path put(Path source, LandedName name, String reason) throws IOException {
    Files.createDirectories(directory);
    boolean isDirectory = Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS);
    if (!Files.exists(source, LinkOption.NOFOLLOW_LINKS)) {
      throw new NoSuchFileException(source.toString());
    }
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      String suffix =
          attempt == 0
              ? ""
              : "." + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
      Path target = name.in(directory, suffix);
      if (!reserve(target, isDirectory)) {
        continue;
      }
      try {
        if (reason != null) {
          explain(name.in(directory, suffix + ".reason"), reason);
        }
        move(source, target);
        return target;
      } catch (FileAlreadyExistsException e) {
        Files.delete(target);
      } catch (IOException e) {
        Files.delete(target);
        if (reason != null) {
          Files.deleteIfExists(name.in(directory, suffix + ".reason"));
        }
        throw e;
      }
    }
    throw new FileAlreadyExistsException(directory.toString(), null, "no free name for " + name);
  }

  /** Takes a name by an empty entry, which the move then replaces: nobody else's can be hit. */
  private static boolean reserve(Path target, boolean isDirectory) throws IOException {
    try {
      if (isDirectory) {
        Files.createDirectory(target);
      } else {
        Files.createFile(target);
      }
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static void explain(Path path, String reason) throws IOException {
    Files.writeString(path, reason + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
  }

  private static void move(Path source, Path target) throws IOException {
    try {
      Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      // Another file system: the copy must be on disk before the source goes.
      if (!Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
      Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel copy = FileChannel.open(target, StandardOpenOption.WRITE)) {
        copy.force(true);
      }
      if (Files.size(source) != Files.size(target)) {
        throw new IOException(source + " changed while it was copied to " + target);
      }
      Files.delete(source);
    }
  }
}
