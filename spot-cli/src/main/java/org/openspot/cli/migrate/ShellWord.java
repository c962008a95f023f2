package org.openspot.cli.migrate;

import java.util.Map;

/**
 * One word of a shell's assignment, without a shell: pieces that are plain, in single quotes or in
 * double quotes, with references to known names. Used for one word, by one thread.
 */
final class ShellWord {
  /** Only a shell could say what the word is. */
  static final class NotPlainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotPlainException(String message) {
      super(message);
    }
  }

  /** The word's end is missing. */
  static final class UnclosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnclosedException(String message) {
      super(message);
    }
  }

  private final String text;
  private final Map<String, String> known;
  private final StringBuilder value = new StringBuilder();
  private int at;

  /**
   * A word to be read.
   *
   * @param at where it begins
   * @param known what names stand for
   */
  ShellWord(String text, int at, Map<String, String> known) {
    this.text = text;
    this.at = at;
    this.known = known;
  }

  /** Where the word ended. */
  int end() {
    return at;
  }

  /** What the word stands for. */
  String read() {
    if (at < text.length() && text.charAt(at) == '~') {
      throw new NotPlainException("only a shell knows what ~ stands for");
    }
    while (at < text.length() && !ends(text.charAt(at))) {
      char next = text.charAt(at);
      switch (next) {
        case '\'' -> singleQuoted();
        case '"' -> doubleQuoted();
        case '\\' -> escaped();
        case '$' -> reference();
        case '`' -> throw command();
        case '(', ')', '<', '>', '&', '|' ->
            throw new NotPlainException("has " + next + " without quotes, for a shell");
        default -> {
          value.append(next);
          at++;
        }
      }
    }
    return value.toString();
  }

  static boolean isNamePart(char c, boolean first) {
    boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    return letter || (!first && c >= '0' && c <= '9');
  }

  private static boolean ends(char c) {
    return c == '\n' || c == ' ' || c == '\t' || c == ';';
  }

  private static NotPlainException command() {
    return new NotPlainException("is the output of a command, which only a shell could run");
  }

  private void singleQuoted() {
    int close = text.indexOf('\'', at + 1);
    if (close < 0) {
      throw new UnclosedException("' is never closed");
    }
    value.append(text, at + 1, close);
    at = close + 1;
  }

  private void doubleQuoted() {
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      char next = text.charAt(at);
      if (next == '\\' && at + 1 < text.length()) {
        char after = text.charAt(at + 1);
        if ("\"\\$`".indexOf(after) >= 0) {
          value.append(after);
        } else if (after != '\n') {
          value.append(next).append(after);
        }
        at += 2;
      } else if (next == '$') {
        reference();
      } else if (next == '`') {
        throw command();
      } else {
        value.append(next);
        at++;
      }
    }
    if (at >= text.length()) {
      throw new UnclosedException("\" is never closed");
    }
    at++;
  }

  private void escaped() {
    if (at + 1 < text.length() && text.charAt(at + 1) != '\n') {
      value.append(text.charAt(at + 1));
    }
    at = Math.min(at + 2, text.length());
  }

  private void reference() {
    boolean braces = text.startsWith("${", at);
    if (text.startsWith("$(", at)) {
      throw command();
    }
    int start = at + (braces ? 2 : 1);
    int end = start;
    while (end < text.length() && isNamePart(text.charAt(end), end == start)) {
      end++;
    }
    if (end == start || (braces && !text.startsWith("}", end))) {
      if (!braces && (end == text.length() || " \n\t\"".indexOf(text.charAt(end)) >= 0)) {
        value.append('$');
        at++;
        return;
      }
      throw new NotPlainException("has a $ that only a shell could replace");
    }
    String name = text.substring(start, end);
    String replacement = known.get(name);
    if (replacement == null) {
      throw new NotPlainException("needs ${" + name + "}, which this file does not set further up");
    }
    value.append(replacement);
    at = end + (braces ? 1 : 0);
  }
}
