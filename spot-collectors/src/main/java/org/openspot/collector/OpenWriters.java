package org.openspot.collector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The files some process has open for writing, as far as {@code /proc} shows them to this user: all
 * of them for root, its own for others. A writer on another host is never seen.
 */
final class OpenWriters {
  private static final int ACCESS_MODE = 3;

  private OpenWriters() {}

  /** Files directly in the directory that are open for writing now. */
  static Set<Path> in(Path directory) {
    Set<Path> found = new HashSet<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        collect(process, directory, found);
      }
    } catch (IOException | DirectoryIteratorException e) {
      // No /proc here: the times of the files must do.
      return found;
    }
    return found;
  }

  private static void collect(Path process, Path directory, Set<Path> found) {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : open) {
        Path target = target(descriptor);
        if (target != null
            && directory.equals(target.getParent())
            && isWriting(process.resolve("fdinfo").resolve(descriptor.getFileName()))) {
          found.add(target);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Another user's process, or one that ended meanwhile.
    }
  }

  private static Path target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor);
    } catch (IOException e) {
      // Closed meanwhile.
      return null;
    }
  }

  private static boolean isWriting(Path info) {
    try {
      // ISO 8859-1 takes any byte.
      for (String line : Files.readAllLines(info, StandardCharsets.ISO_8859_1)) {
        if (line.startsWith("flags:")) {
          return (Long.parseLong(line.substring(6).strip(), 8) & ACCESS_MODE) != 0;
        }
      }
    } catch (IOException e) {
      // Closed meanwhile.
    }
    return false;
  }
}
