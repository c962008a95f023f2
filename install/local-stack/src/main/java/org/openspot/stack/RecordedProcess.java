package org.openspot.stack;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that this stack began, as its pid file tells: the id, what it was started as, the
 * address it was given, and whether it was started to run for minutes only.
 */
record RecordedProcess(long pid, String identity, String address, boolean brief) {
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** The process of a pid file, if the file is whole and the process still there. */
  static Optional<RecordedProcess> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    String pid = properties.getProperty("pid", "");
    if (!pid.matches("\\d{1,18}")) {
      return Optional.empty();
    }
    RecordedProcess recorded =
        new RecordedProcess(
            Long.parseLong(pid),
            properties.getProperty("started", ""),
            properties.getProperty("address", ""),
            Boolean.parseBoolean(properties.getProperty("brief")));
    return recorded.runs() ? Optional.of(recorded) : Optional.empty();
  }

  void write(Path file) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(
        temporary,
        "pid="
            + pid
            + "\nstarted="
            + identity
            + "\naddress="
            + address
            + "\nbrief="
            + brief
            + "\n");
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Whether this very process, and not a later one with its id, is still there. */
  boolean runs() {
    return ProcessIdentity.of(pid).filter(identity::equals).isPresent();
  }

  /**
   * Asks the process to end; kills it if it has not within the limit. Whether it went by itself.
   */
  boolean end(Duration limit) {
    if (!runs()) {
      return true;
    }
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
    if (gone(limit)) {
      return true;
    }
    if (runs()) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
      gone(limit);
    }
    return false;
  }

  private boolean gone(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (runs()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return true;
  }
}
