package org.openspot.core.config;

import java.util.Set;
import java.util.regex.Pattern;

/** A text as it is written in YAML. */
public final class YamlText {
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9/_.]([A-Za-z0-9/_.:+=@-]*[\\w/])?");
  private static final Set<String> NULLS = Set.of("null", "Null", "NULL");

  private YamlText() {}

  /** Plain where that is safe, else in double quotes. */
  public static String of(String text) {
    return PLAIN.matcher(text).matches() && !NULLS.contains(text) ? text : quoted(text);
  }

  /** In double quotes, as a setting's value that stands for itself: variables in it are none. */
  public static String value(String text) {
    return quoted(Variables.escape(text));
  }

  /** In double quotes. */
  public static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
              } else if (c == ' ' || (c > ' ' && c < 0x7f) || Character.isLetterOrDigit(c)) {
                quoted.appendCodePoint(c);
              } else {
                quoted.append(String.format("\\U%08x", c));
              }
            });
    return quoted.append('"').toString();
  }
}
