package org.openspot.parsers.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The processes that a tool started, and those that these started, as {@code /proc} shows them. */
final class Session {
  private static final Path PROCESSES = Path.of("/proc");

  /** A bomb that outlives this many looks does not run under a limit of processes. */
  private static final int ROUNDS = 10_000;

  private static final long PAUSE_NANOS = 1_000_000;

  private Session() {}

  /**
   * Ends what is left of a session whose leader has ended. Its number stays taken as long as there
   * is anything left, so nobody else's processes are hit.
   */
  static void end(long leader) {
    for (int round = 0; round < ROUNDS; round++) {
      List<ProcessHandle> left = members(leader);
      if (left.isEmpty()) {
        return;
      }
      left.forEach(ProcessHandle::destroyForcibly);
      LockSupport.parkNanos(PAUSE_NANOS); // who is no child of ours cannot be waited for
    }
  }

  private static List<ProcessHandle> members(long leader) {
    List<ProcessHandle> found = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
      for (Path process : processes) {
        long pid = Long.parseLong(process.getFileName().toString());
        if (pid != leader && isIn(leader, process)) {
          ProcessHandle.of(pid).filter(ProcessHandle::isAlive).ifPresent(found::add);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return found; // no /proc here
    }
    return found;
  }

  /** {@code pid (name) state ppid pgrp session}, of which the name may have anything in it. */
  private static boolean isIn(long leader, Path process) {
    try {
      String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 5);
      return !fields[0].equals("Z") && Long.parseLong(fields[3]) == leader;
    } catch (IOException | RuntimeException e) {
      return false; // gone meanwhile
    }
  }
}
