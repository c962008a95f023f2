package org.openspot.cli.query;

import java.math.BigDecimal;
import java.util.HexFormat;

/** Values of an answer as text. */
public final class Values {
  private Values() {}

  /** The text of a value that is not null. */
  static String text(Object value) {
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
  }

  /**
   * The text with every control character spelled out: what came from a network must not reach a
   * terminal as commands to it.
   */
  public static String harmless(String text) {
    if (text.chars().noneMatch(Values::isControl)) {
      return text;
    }
    StringBuilder safe = new StringBuilder();
    text.chars()
        .forEach(
            c -> {
              if (isControl(c)) {
                safe.append(String.format("\\u%04x", c));
              } else {
                safe.append((char) c);
              }
            });
    return safe.toString();
  }

  /** Also the marks that turn the direction of text around. */
  private static boolean isControl(int c) {
    return Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT
        || c == 0x2028
        || c == 0x2029;
  }
}
