package org.openspot.parsers.proxy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time in a log's name: {@code yyyyMMdd} with or without {@code HHmm} and {@code ss} behind it,
 * and with hyphens, dots, underscores or colons between. It is taken as UTC.
 */
final class LogName {
  private static final Pattern TIME =
      Pattern.compile(
          "(?<![0-9])((?:19|20)[0-9]{2})[-._]?([0-9]{2})[-._]?([0-9]{2})"
              + "(?:[-._T]?([0-9]{2})[-._:]?([0-9]{2})(?:[-._:]?([0-9]{2}))?)?(?![0-9])");

  private LogName() {}

  /** The first time a name says, if it says one. */
  static Optional<Instant> time(String name) {
    Matcher match = TIME.matcher(name);
    while (match.find()) {
      try {
        return Optional.of(
            LocalDateTime.of(
                    part(match, 1),
                    part(match, 2),
                    part(match, 3),
                    part(match, 4),
                    part(match, 5),
                    part(match, 6))
                .toInstant(ZoneOffset.UTC));
      } catch (DateTimeException e) {
        continue; // digits, but not a time
      }
    }
    return Optional.empty();
  }

  private static int part(Matcher match, int group) {
    return match.group(group) == null ? 0 : Integer.parseInt(match.group(group));
  }
}
