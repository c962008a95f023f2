package org.openspot.core.config;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What may stand as <code>${name}</code> in a value; <code>$${</code> is a plain one. */
final class Variables {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)(}?)");

  private final Map<String, String> values;

  private Variables(Map<String, String> values) {
    this.values = values;
  }

  static Variables none() {
    return new Variables(Map.of());
  }

  Variables with(String name, String value) {
    Map<String, String> more = new HashMap<>(values);
    more.put(name, value);
    return new Variables(more);
  }

  /** The text with every variable replaced. The message of its error repeats no value. */
  String expand(String text) {
    if (!text.contains("${")) {
      return text;
    }
    return REFERENCE.matcher(text).replaceAll(this::replacement);
  }

  /** The text as it must be written to stand for itself. */
  static String escape(String text) {
    return text.replace("${", "$${");
  }

  private String replacement(MatchResult match) {
    if (match.group(1) == null) {
      return Matcher.quoteReplacement("${");
    }
    String value = match.group(2).isEmpty() ? null : values.get(match.group(1));
    if (value == null) {
      throw new IllegalArgumentException(
          "${ begins no known variable (known here: "
              + String.join(", ", new TreeSet<>(values.keySet()))
              + "); write $${ for the characters themselves");
    }
    return Matcher.quoteReplacement(value);
  }
}
