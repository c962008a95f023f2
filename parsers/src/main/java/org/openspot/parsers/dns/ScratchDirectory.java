package org.openspot.parsers.dns;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A new directory for the files of one run, which is gone with everything in it when closed. */
final class ScratchDirectory implements AutoCloseable {
  private final Path directory;

  private ScratchDirectory(Path directory) {
    this.directory = directory;
  }

  /** Makes one below another directory, which is made too if need be. */
  static ScratchDirectory make(Path below, String prefix) throws IOException {
    Files.createDirectories(below);
    return new ScratchDirectory(Files.createTempDirectory(below, prefix).toAbsolutePath());
  }

  /** Makes a directory in it. */
  Path directory(String name) throws IOException {
    return Files.createDirectory(directory.resolve(name));
  }

  /** The files of a directory in it, by name. */
  List<Path> files(String name) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(name))) {
      return files.sorted().toList();
    }
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
