package org.openspot.scoring.model.counting;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts of words per host, being gathered. Counts of parts of the records, gathered apart, can be
 * put together in any order. Not thread-safe.
 */
public final class WordCounts {
  private final Map<String, HostWords> hosts = new TreeMap<>();

  /** Many hosts have the same words: each text is kept once. */
  private final Map<String, String> texts = new HashMap<>();

  /** Counts a word of a host. The weight is how often it occurred, 1 or more. */
  public void add(String host, String word, long weight) {
    if (weight < 1) {
      throw new IllegalArgumentException("a word cannot occur " + weight + " times");
    }
    String text = texts.computeIfAbsent(word, unused -> word);
    hosts.computeIfAbsent(host, unused -> new HostWords()).add(text, weight);
  }

  /** Adds all that another has counted. */
  public void addAll(WordCounts other) {
    other.hosts.forEach((host, words) -> words.forEach((word, weight) -> add(host, word, weight)));
  }

  /** The counts by host and word, in the order of their text. */
  public Map<String, Map<String, Long>> byHost() {
    return Collections.unmodifiableMap(hosts);
  }
}
