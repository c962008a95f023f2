package org.openspot.parsers.generate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Names of files that say to the second, in UTC, when what they hold begins. */
final class CaptureNames {
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private CaptureNames() {}

  /** The name of that time, or of the first second after it that is not taken. */
  static Path free(Path directory, String prefix, Instant first, String suffix) {
    Instant time = first;
    Path path = directory.resolve(prefix + SECOND.format(time) + suffix);
    while (Files.exists(path)) {
      time = time.plusSeconds(1);
      path = directory.resolve(prefix + SECOND.format(time) + suffix);
    }
    return path;
  }
}
