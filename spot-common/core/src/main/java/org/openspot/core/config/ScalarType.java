package org.openspot.core.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A type that is written as one text.
 *
 * @param name what docs/configuration.md calls it
 * @param reader throws IllegalArgumentException for a text that is not of the type
 */
record ScalarType(String name, Function<String, Object> reader) {
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?(0|[1-9]\\d*)");
  private static final Map<Class<?>, ScalarType> KNOWN =
      Map.of(
          String.class, new ScalarType("text", text -> text),
          int.class, new ScalarType("whole number", ScalarType::readInt),
          long.class, new ScalarType("whole number", ScalarType::readLong),
          boolean.class, new ScalarType("true or false", ScalarType::readBoolean),
          Duration.class, new ScalarType("duration", DurationText::parse),
          DataSize.class, new ScalarType("size", ScalarType::readSize),
          Path.class, new ScalarType("path", ScalarType::readPath));

  /** The type of a record component, where it is a scalar. */
  static Optional<ScalarType> of(Class<?> type) {
    if (type.isEnum()) {
      return Optional.of(
          new ScalarType(
              Arrays.stream(type.getEnumConstants())
                  .map(ScalarType::keyword)
                  .collect(Collectors.joining(", ")),
              text -> readEnum(type, text)));
    }
    return Optional.ofNullable(KNOWN.get(type));
  }

  Object read(String text) {
    return reader.apply(text);
  }

  private static Object readInt(String text) {
    long value = readLong(text);
    if (value != (int) value) {
      throw new IllegalArgumentException("too large a number: " + quote(text));
    }
    return (int) value;
  }

  private static long readLong(String text) {
    if (WHOLE_NUMBER.matcher(text).matches()) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("too large a number: " + quote(text), e);
      }
    }
    throw new IllegalArgumentException("not a whole number: " + quote(text));
  }

  private static Object readBoolean(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("neither true nor false: " + quote(text));
    };
  }

  private static Object readSize(String text) {
    try {
      return DataSize.parse(text);
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "not a size (a number and B, KiB, MiB, GiB or TiB): " + quote(text), e);
    }
  }

  private static Object readPath(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("an empty path");
    }
    try {
      return Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("not a path: " + quote(text), e);
    }
  }

  private static Object readEnum(Class<?> type, String text) {
    for (Object constant : type.getEnumConstants()) {
      if (keyword(constant).equals(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "not one of "
            + Arrays.stream(type.getEnumConstants())
                .map(ScalarType::keyword)
                .collect(Collectors.joining(", "))
            + ": "
            + quote(text));
  }

  private static String keyword(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String quote(String text) {
    return '"' + text.replaceAll("\\p{Cntrl}", "?") + '"';
  }
}
