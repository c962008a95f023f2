package org.openspot.parsers.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A new directory for the files of one run, which is gone with everything in it when closed. Nobody
 * else can look into it: a tool gets at a directory in it as its working directory only, and at a
 * file as its standard input only.
 */
public final class ScratchDirectory implements AutoCloseable {
  private final Path directory;

  private ScratchDirectory(Path directory) {
    this.directory = directory;
  }

  /** Makes one below another directory, which is made too if need be. */
  public static ScratchDirectory make(Path below, String prefix) throws IOException {
    Files.createDirectories(below);
    return new ScratchDirectory(Files.createTempDirectory(below, prefix).toAbsolutePath());
  }

  /** Makes a directory in it that tools can look into and not write to. */
  public Path readable(String name) throws IOException {
    Path made = Files.createDirectory(directory.resolve(name));
    return Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Makes a directory in it that the user tools run as can write to. */
  public Path writable(String name, Optional<ToolUser> user) throws IOException {
    Path made = Files.createDirectory(directory.resolve(name));
    if (user.isPresent()) {
      user.get().own(made);
    }
    return made;
  }

  /**
   * A file under a name that a process can be started with: of a name that is no text in this
   * locale, Java knows the bytes but cannot pass them on. Such a file is copied.
   */
  public Path named(Path file) throws IOException {
    return hasName(file) ? file : readableCopy(file);
  }

  /** True if a process can be started with a file as its standard input: see {@link #named}. */
  public static boolean hasName(Path file) throws IOException {
    Path told = file.toFile().toPath();
    return Files.exists(told) && Files.isSameFile(told, file);
  }

  /** A copy in it that any user can read, once it is opened for them. */
  public Path readableCopy(Path file) throws IOException {
    Path copy = Files.copy(file, directory.resolve("copy"));
    return Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
  }

  /** The regular files of a directory in it, by name. What else a tool left there is not seen. */
  public List<Path> files(Path inside) throws IOException {
    try (Stream<Path> files = Files.list(inside)) {
      return files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
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
