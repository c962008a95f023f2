package org.openspot.cli.migrate;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads {@code spot.conf}: lines of NAME=value, as a shell would, but without one. Quotes,
 * backslashes, comments and references to names set further up are understood; what only a shell
 * could do (commands, substitutions, arrays, conditions) is noted and left out. So are values that
 * refer to names the file does not set, such as <code>${DSOURCE}</code>: Spot set those while it
 * ran.
 */
final class SpotConf {
  private final String file;
  private final String text;
  private final Notes notes;
  private final Map<String, String> values = new LinkedHashMap<>();
  private int at;

  private SpotConf(String file, String text, Notes notes) {
    this.file = file;
    this.text = text.replace("\r\n", "\n");
    this.notes = notes;
  }

  /** The keys of a text. Where it is malformed, the notes have a problem. */
  static OldKeys read(String file, String text, Notes notes) {
    SpotConf conf = new SpotConf(file, text, notes);
    while (conf.at < conf.text.length()) {
      conf.statement();
    }
    OldKeys keys = new OldKeys(file, notes);
    conf.values.forEach(keys::put);
    return keys;
  }

  /** Reads on from the beginning of a statement to its end. */
  private void statement() {
    int start = at;
    int line = line(start);
    char next = text.charAt(at);
    if (Character.isWhitespace(next) || next == ';') {
      at++;
      return;
    }
    if (next == '#') {
      skipLine();
      return;
    }
    if (text.startsWith("export ", at)) {
      at += "export ".length();
      skipBlanks();
    }
    String name = name();
    if (name.isEmpty() || at == text.length() || text.charAt(at) != '=') {
      notes.leftOut(file + ":" + line, "not NAME=value: only a shell could run this line");
      at = start;
      skipLine();
      return;
    }
    at++;
    assignment(name, line);
  }

  private void assignment(String name, int line) {
    String where = file + ":" + line + ": " + name;
    try {
      ShellWord word = new ShellWord(text, at, values);
      String value = word.read();
      at = word.end();
      skipBlanks();
      if (at < text.length() && "\n;#".indexOf(text.charAt(at)) < 0) {
        throw new ShellWord.NotPlainException("a command follows it, which only a shell could run");
      }
      if (values.remove(name) != null) {
        notes.leftOut(where, "set before in this file; this line counts, the earlier one does not");
      }
      values.put(name, value);
    } catch (ShellWord.UnclosedException e) {
      notes.problem(file + ":" + line, name + ": " + e.getMessage());
      at = text.length();
    } catch (ShellWord.NotPlainException e) {
      values.remove(name);
      notes.leftOut(where, e.getMessage());
      skipLine();
    }
  }

  private String name() {
    int start = at;
    while (at < text.length() && ShellWord.isNamePart(text.charAt(at), at == start)) {
      at++;
    }
    return text.substring(start, at);
  }

  private void skipBlanks() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  private void skipLine() {
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end + 1;
  }

  private int line(int position) {
    return 1 + (int) text.substring(0, position).chars().filter(c -> c == '\n').count();
  }
}
