package org.openspot.store.commit;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names in the commit log of one topic partition: {@code <table>/_commits/<topic>-<partition>/}.
 *
 * @param path the directory, absolute
 */
record LogDirectory(String path) {
  private static final Pattern MANIFEST = Pattern.compile("(\\d{12})\\.json");
  private static final Pattern CHECKPOINT = Pattern.compile("checkpoint-(\\d{12})\\.json");

  String manifest(long sequence) {
    return path + "/" + number(sequence) + ".json";
  }

  String checkpoint(long sequence) {
    return path + "/checkpoint-" + number(sequence) + ".json";
  }

  String temporary(String id) {
    return path + "/_tmp-" + id;
  }

  String runs() {
    return path + "/runs";
  }

  /** What people decided to do without, a file for each dead letter. */
  String dropped() {
    return path + "/dropped";
  }

  /** Unreadable events that were sent again, a file for each dead letter. */
  String resent() {
    return path + "/resent";
  }

  /** {@code <topic>-<partition>}. */
  String topicPartition() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The sequence of a manifest's name; empty for any other name. */
  static OptionalLong manifestSequence(String name) {
    return sequence(MANIFEST, name);
  }

  /** The sequence of a checkpoint's name; empty for any other name. */
  static OptionalLong checkpointSequence(String name) {
    return sequence(CHECKPOINT, name);
  }

  private static OptionalLong sequence(Pattern pattern, String name) {
    Matcher matcher = pattern.matcher(name);
    return matcher.matches()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }

  static String number(long sequence) {
    return String.format(Locale.ROOT, "%012d", sequence);
  }
}
