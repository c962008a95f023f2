package org.openspot.parsers.dns;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time in a capture's name: fourteen digits, {@code YYYYMMDDhhmmss}, UTC, as Spot and editcap
 * have them. Where there are several such times, the last one counts.
 */
final class CaptureName {
  private static final Pattern TIME =
      Pattern.compile(
          "(?<![0-9])([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})(?![0-9])");

  private CaptureName() {}

  /** The time a name says, if it says one. */
  static Optional<Instant> time(String name) {
    Optional<Instant> found = Optional.empty();
    Matcher match = TIME.matcher(name);
    while (match.find()) {
      try {
        found =
            Optional.of(
                LocalDateTime.of(
                        Integer.parseInt(match.group(1)),
                        Integer.parseInt(match.group(2)),
                        Integer.parseInt(match.group(3)),
                        Integer.parseInt(match.group(4)),
                        Integer.parseInt(match.group(5)),
                        Integer.parseInt(match.group(6)))
                    .toInstant(ZoneOffset.UTC));
      } catch (DateTimeException e) {
        continue; // fourteen digits, but not a time
      }
    }
    return found;
  }
}
