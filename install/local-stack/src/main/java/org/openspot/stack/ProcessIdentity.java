package org.openspot.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What tells a process from a later one with the same id: when it started.
 *
 * <p>On Linux that is the start time in clock ticks since boot, with the boot's id ({@code
 * proc(5)}, field 22 of {@code stat}): unlike the wall clock's start time it does not move when the
 * clock is set. A process that ended and was not collected by its parent counts as gone.
 */
final class ProcessIdentity {
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
  private static final int STATE = 0;
  private static final int START_TIME = 22 - 3;

  private ProcessIdentity() {}

  /** The identity of the process that has this id now; empty if there is none. */
  static Optional<String> of(long pid) {
    try {
      if (Files.isReadable(BOOT_ID)) {
        return ofLinux(pid);
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> process.info().startInstant())
        .map(Instant::toString);
  }

  private static Optional<String> ofLinux(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    // The second field is the command in brackets, and may hold blanks and brackets itself.
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
    String state = fields.get(STATE);
    if (state.equals("Z") || state.equals("X")) {
      return Optional.empty();
    }
    return Optional.of(Files.readString(BOOT_ID).strip() + "/" + fields.get(START_TIME));
  }
}
