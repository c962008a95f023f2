package org.openspot.cli.migrate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A group of keys of an old file. It remembers which were asked for, so that the rest can be
 * reported: no key is dropped because nobody thought of it.
 */
final class OldKeys {
  private final String file;
  private final String path;
  private final Notes notes;
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, OldKeys> groups = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  /** A file without keys yet. */
  OldKeys(String file, Notes notes) {
    this(file, "", notes);
  }

  private OldKeys(String file, String path, Notes notes) {
    this.file = file;
    this.path = path;
    this.notes = notes;
  }

  void put(String key, String text) {
    texts.put(key, text);
  }

  void remove(String key) {
    texts.remove(key);
  }

  boolean has(String key) {
    return texts.containsKey(key);
  }

  /** The value a key has, whether or not it is empty; asking does not count. */
  Optional<String> peek(String key) {
    return Optional.ofNullable(texts.get(key));
  }

  OldKeys addGroup(String key) {
    OldKeys group = new OldKeys(file, path + key + ".", notes);
    groups.put(key, group);
    return group;
  }

  /** What a key is set to. Empty where it is missing or has nothing in it, which says nothing. */
  Optional<String> take(String key) {
    asked.add(key);
    if (groups.containsKey(key)) {
      notes.problem(named(key), "must be a text or a number, but is a group of keys");
    }
    return Optional.ofNullable(texts.get(key)).map(String::strip).filter(text -> !text.isEmpty());
  }

  /** The same, where a whole number of at least 1 is expected. Anything else is left out. */
  Optional<Integer> takeCount(String key) {
    Optional<String> text = take(key);
    Optional<Integer> count =
        text.filter(digits -> digits.matches("[0-9]{1,9}"))
            .map(Integer::valueOf)
            .filter(number -> number > 0);
    if (text.isPresent() && count.isEmpty()) {
      leftOut(key, "not a whole number of at least 1");
    }
    return count;
  }

  /** The group under a key; an empty one where there is none. */
  OldKeys group(String key) {
    asked.add(key);
    if (texts.containsKey(key)) {
      notes.problem(named(key), "must be a group of keys");
    }
    OldKeys group = groups.get(key);
    return group == null ? new OldKeys(file, path + key + ".", notes) : group;
  }

  List<String> groupNames() {
    return new ArrayList<>(groups.keySet());
  }

  List<String> textNames() {
    return new ArrayList<>(texts.keySet());
  }

  /** Says that a key is not carried over. */
  void leftOut(String key, String why) {
    asked.add(key);
    notes.leftOut(named(key), why);
  }

  /** Says why keys are not carried over, those of them that are set to something. */
  void leaveOut(String why, String... keys) {
    for (String key : keys) {
      take(key).ifPresent(text -> leftOut(key, why));
    }
  }

  /** Takes all keys as reported. */
  void forget() {
    asked.addAll(texts.keySet());
    asked.addAll(groups.keySet());
  }

  /** Reports every key that nobody has asked for, here and below. */
  void reportRest() {
    texts.forEach(
        (key, text) -> {
          if (!asked.contains(key)) {
            leftOut(key, "not a key of Spot's that OpenSpot knows");
          }
        });
    groups.forEach(
        (key, group) -> {
          if (asked.contains(key)) {
            group.reportRest();
          } else {
            leftOut(key, "not a group of Spot's that OpenSpot knows, with all that is in it");
          }
        });
  }

  /** The file and the path of a key in it. */
  String named(String key) {
    return file + ": " + path + key;
  }
}
