package org.openspot.stack;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of one service: {@code directory} is its component's (HDFS has two services in one),
 * {@code name} tells what belongs to the service alone.
 */
record ServiceFiles(Path directory, String name) {

  /** Configuration, first on the service's class path. */
  Path conf() {
    return directory.resolve("conf-" + name);
  }

  Path data(String kind) {
    return directory.resolve(kind);
  }

  Path temporary() {
    return directory.resolve("tmp-" + name);
  }

  /** The rolling log. */
  Path log() {
    return directory.resolve("logs").resolve(name + ".log");
  }

  /** Standard output and error: what a JVM says when it does not get as far as its log. */
  Path console() {
    return directory.resolve("logs").resolve(name + ".out");
  }

  Path pid() {
    return directory.resolve(name + ".pid");
  }

  /** Makes the directories; the temporary one is emptied, for its process is gone. */
  void create() throws IOException {
    remove(temporary());
    for (Path path : List.of(conf(), temporary(), log().getParent())) {
      Files.createDirectories(path);
    }
  }

  /** Copies a file of this package's resources into the configuration directory. */
  void install(String resource, String target) throws IOException {
    try (InputStream in = ServiceFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new FileNotFoundException("resource " + resource);
      }
      Files.copy(in, conf().resolve(target), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Removes a directory with all that is in it, if it is there. */
  static void remove(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> walk = Files.walk(directory)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
