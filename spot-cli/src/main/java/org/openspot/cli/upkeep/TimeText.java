package org.openspot.cli.upkeep;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A time as the command line takes it, UTC: {@code 2026-11-21}, {@code 2026-11-21T09}, {@code
 * 2026-11-21T09:30} or with seconds, with or without a {@code Z}.
 */
public final class TimeText implements ITypeConverter<Instant> {
  @Override
  public Instant convert(String text) {
    String local = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
    try {
      if (local.length() == 10) {
        return LocalDate.parse(local).atStartOfDay().toInstant(ZoneOffset.UTC);
      }
      return LocalDateTime.parse(local.length() == 13 ? local + ":00" : local)
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "not a time in UTC (2026-11-21, 2026-11-21T09 or 2026-11-21T09:30): \"" + text + '"');
    }
  }
}
