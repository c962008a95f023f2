package org.openspot.scoring.model.counting;

import java.util.HashMap;
import java.util.Map;
import org.openspot.scoring.model.word.WordProbability;

/**
 * How probable a word is for a host, by counting alone: the same counts always give the same
 * answer. Interpolated Kneser-Ney smoothing (Chen and Goodman, An Empirical Study of Smoothing
 * Techniques for Language Modeling, 1999, section 2.7) with the host as context:
 *
 * <pre>
 * P(w | host)  = (max(c(host, w) - D, 0) + D · U(host)  · P(w | peers)) / c(host)
 * P(w | peers) = (max(n(peers, w) - D, 0) + D · U(peers) · P(w))        / n(peers)
 * P(w)         = (max(n(w) - D, 0)        + D · V        / (V + 1))     / n
 * </pre>
 *
 * c counts occurrences, n hosts that have the word (a word that one host repeats a million times is
 * not common elsewhere), U is how many different words there are, V the size of the vocabulary, and
 * a word in no record shares the last term. An unknown host has its peers' probabilities.
 * Immutable.
 */
public final class CountingModel implements WordProbability {
  /** What is taken from every count and given to what was not seen. */
  public static final double DEFAULT_DISCOUNT = 0.75;

  /** A model that saw nothing. */
  public static final CountingModel EMPTY =
      new CountingModel(new WordCounts(), PeerGroups.DEFAULT, DEFAULT_DISCOUNT);

  private final WordCounts counts;
  private final PeerGroups groups;
  private final double discount;
  private final Map<String, Level> hosts = new HashMap<>();
  private final Map<String, Level> peers = new HashMap<>();
  private final Level all = new Level(new HashMap<>(), null);

  /** The discount is above 0 and below 1. The counts are not to be changed from here on. */
  public CountingModel(WordCounts counts, PeerGroups groups, double discount) {
    if (!(discount > 0 && discount < 1)) {
      throw new IllegalArgumentException("the discount must be between 0 and 1: " + discount);
    }
    this.counts = counts;
    this.groups = groups;
    this.discount = discount;
    counts
        .byHost()
        .forEach(
            (host, words) -> {
              Level group =
                  peers.computeIfAbsent(groups.of(host), unused -> new Level(new HashMap<>(), all));
              hosts.put(host, new Level(words, group));
              for (String word : words.keySet()) {
                group.addHost(word);
                all.addHost(word);
              }
            });
  }

  /** Counts of one context, with their sum, and the wider context. */
  private static final class Level {
    final Map<String, Long> words;
    final Level wider;
    long total;

    Level(Map<String, Long> words, Level wider) {
      this.words = words;
      this.wider = wider;
      this.total = words.values().stream().mapToLong(Long::longValue).sum();
    }

    void addHost(String word) {
      words.merge(word, 1L, Long::sum);
      total++;
    }

    double interpolated(String word, double discount, double lower) {
      double own = Math.max(words.getOrDefault(word, 0L) - discount, 0);
      return (own + discount * words.size() * lower) / total;
    }
  }

  @Override
  public double probability(String host, String word) {
    Level level = hosts.get(host);
    return within(level != null ? level : peers.getOrDefault(groups.of(host), all), word);
  }

  private double within(Level level, String word) {
    if (level != all) {
      return level.interpolated(word, discount, within(level.wider, word));
    }
    double uniform = 1.0 / (all.words.size() + 1);
    return all.total == 0 ? uniform : all.interpolated(word, discount, uniform);
  }

  /** How often the host had the word in training. */
  public long count(String host, String word) {
    Level level = hosts.get(host);
    return level == null ? 0 : level.words.getOrDefault(word, 0L);
  }

  /** How many hosts had the word in training. */
  public long hostsWith(String word) {
    return all.words.getOrDefault(word, 0L);
  }

  /** What was counted. */
  public WordCounts counts() {
    return counts;
  }

  public PeerGroups groups() {
    return groups;
  }

  public double discount() {
    return discount;
  }
}
