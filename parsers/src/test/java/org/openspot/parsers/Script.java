package org.openspot.parsers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A program for the shell that stands in the place of a tool: its path is configured. */
public final class Script {
  private Script() {}

  /** Writes one that every user can run into a directory that every user can look into. */
  public static String in(Path directory, String name, String text) throws IOException {
    Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + text + "\n");
    for (Path path : new Path[] {directory, file}) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return file.toAbsolutePath().toString();
  }

  /** How many processes run that have a text on their command line. */
  public static long running(String mark) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(mark))
        .count();
  }
}
