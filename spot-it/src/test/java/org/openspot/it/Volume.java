package org.openspot.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A small file system in a file, mounted, so that it can be full while the machine's is not. */
final class Volume {
  private static final Logger LOG = LoggerFactory.getLogger(Volume.class);
  private static final String FILLER = ".filler";
  private static final int BLOCK = 4096;

  private final Path directory;
  private final Path image;
  private final long left;
  private final Afterwards unmounting;

  private Volume(Path directory, Path image, long left) {
    this.unmounting =
        Afterwards.run(
            "unmounting " + directory,
            directory.resolveSibling(directory.getFileName() + ".log"),
            "umount",
            "-l",
            directory.toString());
    this.directory = directory;
    this.image = image;
    this.left = left;
  }

  /**
   * Makes and mounts one.
   *
   * @param directory where; made
   * @param bytes how large
   * @param left how many bytes are left on it when it is full
   * @return empty where that is not permitted, which is said
   */
  static Optional<Volume> mount(Path directory, long bytes, long left) {
    Path image = directory.resolveSibling(directory.getFileName() + ".img");
    try {
      Files.createDirectories(directory);
      Files.deleteIfExists(image);
      try (FileChannel file =
          FileChannel.open(image, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        file.write(ByteBuffer.allocate(1), bytes - 1);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String said = Shell.run("mkfs.ext4", "-q", "-F", "-m", "0", "-i", "4096", image.toString());
    if (said.isEmpty()) {
      said = Shell.run("mount", "-o", "loop", image.toString(), directory.toString());
    }
    if (!said.isEmpty()) {
      LOG.warn("no file system of its own at {}: {}", directory, said);
      return Optional.empty();
    }
    return Optional.of(new Volume(directory, image, left));
  }

  /** Unmounts what an earlier run that was killed has left below a directory. */
  static void unmountAll(Path below) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/mounts"))) {
        String mounted = line.split(" ", 3)[1];
        if (mounted.startsWith(below + "/")) {
          LOG.info("unmounting {}: {}", mounted, Shell.run("umount", "-l", mounted));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path directory() {
    return directory;
  }

  /** Takes every byte but those that are to be left. */
  void fill() {
    try {
      long free = Files.getFileStore(directory).getUsableSpace() - left;
      Path filler = directory.resolve(FILLER);
      if (free > BLOCK) {
        String unused = Shell.run("fallocate", "-l", Long.toString(free), filler.toString());
      }
      if (left == 0) {
        fillUp(filler);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void fillUp(Path filler) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            filler,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.APPEND)) {
      while (true) {
        file.write(ByteBuffer.allocate(BLOCK));
      }
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("No space left")) {
        throw e;
      }
    }
  }

  /** Gives the space back. */
  void free() {
    try {
      Files.deleteIfExists(directory.resolve(FILLER));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void unmount() {
    unmounting.close();
    try {
      Files.deleteIfExists(image);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
