package org.openspot.scoring.model.feedback;

import org.openspot.core.error.DataException;

/**
 * What stands in a field for characters that would end it: {@code \t}, {@code \n}, {@code \r} and
 * {@code \\}; a field that is {@code \N} alone has no value.
 */
final class Escapes {
  static final String NO_VALUE = "\\N";

  private Escapes() {}

  static String escape(String text) {
    if (text == null) {
      return NO_VALUE;
    }
    StringBuilder escaped = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\t' -> escaped.append("\\t");
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\\' -> escaped.append("\\\\");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  static String unescape(String field) {
    if (field.equals(NO_VALUE)) {
      return null;
    }
    if (field.indexOf('\\') < 0) {
      return field;
    }
    StringBuilder text = new StringBuilder(field.length());
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c == '\\') {
        i++;
        text.append(escaped(i < field.length() ? field.charAt(i) : ' '));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private static char escaped(char c) {
    return switch (c) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case '\\' -> '\\';
      default -> throw new DataException("a backslash is not followed by t, n, r or a backslash");
    };
  }
}
