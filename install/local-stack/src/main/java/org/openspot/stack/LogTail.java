package org.openspot.stack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What was added to a log file after {@code from}: what a service said before it died. */
record LogTail(Path file, long from) {
  private static final int LENGTH = 64 * 1024;
  private static final int LINE_LENGTH = 300;
  private static final Pattern ERROR =
      Pattern.compile("\\b(ERROR|FATAL)\\b|(Exception|Error)(:|$)|^Caused by: ");

  /** What will be added from now on. */
  static LogTail fromNow(Path file) {
    return new LogTail(file, file.toFile().length());
  }

  /** The last line that tells of an error, else the last line; empty if nothing was added. */
  Optional<String> lastError() {
    List<String> lines = lines();
    return lines.stream()
        .filter(line -> ERROR.matcher(line).find())
        .reduce((earlier, later) -> later)
        .or(() -> lines.stream().reduce((earlier, later) -> later))
        .map(LogTail::shortened);
  }

  private List<String> lines() {
    if (!Files.isReadable(file)) {
      return List.of();
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      // A file that became shorter was rolled: all of it is new.
      long start = Math.max(from > in.length() ? 0 : from, in.length() - LENGTH);
      byte[] end = new byte[(int) (in.length() - start)];
      in.seek(start);
      in.readFully(end);
      return new String(end, StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (IOException e) {
      return List.of(file + " cannot be read: " + e.getMessage());
    }
  }

  private static String shortened(String line) {
    return line.length() <= LINE_LENGTH ? line : line.substring(0, LINE_LENGTH) + "…";
  }
}
