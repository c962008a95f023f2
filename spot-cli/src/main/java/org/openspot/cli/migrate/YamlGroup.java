package org.openspot.cli.migrate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.openspot.core.config.YamlText;

/**
 * A group of keys of a new spot.yaml, in the order in which they were first named. Every value is
 * quoted, and stands for itself when the file is read. Comments are fixed texts of this program:
 * nothing from an input may be in one. Groups without content are not written.
 */
final class YamlGroup {
  private final Map<String, YamlGroup> groups = new LinkedHashMap<>();
  private final Map<String, String> lines = new LinkedHashMap<>();
  private final Map<String, String> comments = new LinkedHashMap<>();

  void set(String key, String value) {
    lines.put(key, YamlText.of(key) + ": " + YamlText.value(value));
  }

  void set(String key, String value, String comment) {
    set(key, value);
    comments.put(key, comment);
  }

  /** Leaves a line to be filled in by a person: without it, the file is refused. */
  void toFillIn(String key, String example) {
    lines.put(key, "# " + key + ": " + YamlText.quoted(example));
    comments.put(key, "TO DO: needed, but the old files do not say. Fill in and uncomment.");
  }

  /** Puts a group that was filled elsewhere under a key. */
  void add(String key, YamlGroup group) {
    groups.put(key, group);
  }

  /** The group under a key, made where it is not there yet. */
  YamlGroup group(String key) {
    return groups.computeIfAbsent(key, name -> new YamlGroup());
  }

  void comment(String key, String comment) {
    comments.put(key, comment);
  }

  private boolean isEmpty() {
    return lines.isEmpty() && groups.values().stream().allMatch(YamlGroup::isEmpty);
  }

  /** The text of the group, each line with an end. */
  String text() {
    StringBuilder text = new StringBuilder();
    write(text, "");
    return text.toString();
  }

  private void write(StringBuilder text, String indent) {
    lines.forEach(
        (key, line) -> {
          comment(text, indent, key);
          text.append(indent).append(line).append('\n');
        });
    groups.forEach(
        (key, group) -> {
          if (!group.isEmpty()) {
            text.append(indent.isEmpty() ? "\n" : "");
            comment(text, indent, key);
            text.append(indent).append(YamlText.of(key)).append(":\n");
            group.write(text, indent + "  ");
          }
        });
  }

  private void comment(StringBuilder text, String indent, String key) {
    String comment = comments.get(key);
    if (comment != null) {
      text.append(indent).append("# ").append(comment).append('\n');
    }
  }
}
