package org.openspot.parsers.flow;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time in a name that nfcapd gives: {@code nfcapd.YYYYMMDDhhmm}, with seconds where files are
 * shorter than a minute, with the zone ({@code +0200}) where nfcapd was started with {@code -Z}.
 * Without a zone it is UTC.
 */
final class CaptureName {
  private static final Pattern NAME =
      Pattern.compile(
          "nfcapd\\.([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})?"
              + "([+-][0-9]{4})?(?![0-9])");

  private CaptureName() {}

  /** The time a name says, if it says one. */
  static Optional<Instant> time(String name) {
    Matcher match = NAME.matcher(name);
    if (!match.find()) {
      return Optional.empty();
    }
    try {
      LocalDateTime time =
          LocalDateTime.of(
              Integer.parseInt(match.group(1)),
              Integer.parseInt(match.group(2)),
              Integer.parseInt(match.group(3)),
              Integer.parseInt(match.group(4)),
              Integer.parseInt(match.group(5)),
              match.group(6) == null ? 0 : Integer.parseInt(match.group(6)));
      ZoneOffset zone = match.group(7) == null ? ZoneOffset.UTC : ZoneOffset.of(match.group(7));
      return Optional.of(time.toInstant(zone));
    } catch (DateTimeException e) {
      return Optional.empty(); // twelve digits, but not a time
    }
  }
}
