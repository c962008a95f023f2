package org.openspot.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes, in UTF-8.
 *
 * @param out answers; flushed at the end of a command
 * @param err everything else; flushed line by line
 */
public record Console(PrintWriter out, PrintWriter err) {
  static Console ofProcess() {
    return new Console(
        new PrintWriter(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
        new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
  }
}
