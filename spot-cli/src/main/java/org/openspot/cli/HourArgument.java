package org.openspot.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads times, UTC, as people write them: {@code 2026-11-21}, {@code 2026-11-21T09}, or whole. */
final class HourArgument implements ITypeConverter<Instant> {
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH");

  @Override
  public Instant convert(String text) {
    String bare = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
    try {
      return switch (bare.length()) {
        case 10 -> LocalDate.parse(bare).atStartOfDay().toInstant(ZoneOffset.UTC);
        case 13 -> LocalDateTime.parse(bare, HOUR).toInstant(ZoneOffset.UTC);
        default -> LocalDateTime.parse(bare).toInstant(ZoneOffset.UTC);
      };
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "'" + text + "' is no time such as 2026-11-21, 2026-11-21T09 or 2026-11-21T09:30:00Z");
    }
  }
}
