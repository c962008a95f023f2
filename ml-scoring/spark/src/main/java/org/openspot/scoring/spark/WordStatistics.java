package org.openspot.scoring.spark;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.openspot.scoring.model.counting.CountingModel;
import org.openspot.scoring.model.word.DocumentWord;
import org.openspot.scoring.model.word.ExplainedWord;

/**
 * How often words are in what a model was trained on, and how often those that differ from them in
 * one part. Immutable.
 */
final class WordStatistics {
  private static final String SEPARATOR = "_";
  private static final Pattern PARTS = Pattern.compile(SEPARATOR, Pattern.LITERAL);

  private final CountingModel model;
  private final Map<String, Long> overall = new HashMap<>();
  private final Map<String, Long> hostTotals = new HashMap<>();
  private final Map<String, Long> masked = new HashMap<>();
  private final long total;

  /** Gathers what {@link #counts} and {@link #unusual} need for some words and no others. */
  WordStatistics(CountingModel model, Set<ExplainedWord> wanted) {
    this.model = model;
    Map<String, Map<String, Long>> byHost = model.counts().byHost();
    long sum = 0;
    for (Map<String, Long> words : byHost.values()) {
      for (Map.Entry<String, Long> word : words.entrySet()) {
        overall.merge(word.getKey(), word.getValue(), Long::sum);
        sum += word.getValue();
      }
    }
    this.total = sum;
    for (ExplainedWord word : wanted) {
      String host = word.word().document();
      hostTotals.computeIfAbsent(
          host,
          unused ->
              byHost.getOrDefault(host, Map.of()).values().stream()
                  .mapToLong(Long::longValue)
                  .sum());
      for (int part = 0; part < word.parts().size(); part++) {
        masked.put(mask(word, part), 0L);
      }
    }
    overall.forEach(this::addMasked);
  }

  private void addMasked(String word, long count) {
    String[] parts = PARTS.split(word, -1);
    for (int part = 0; part < parts.length; part++) {
      masked.computeIfPresent(mask(parts, part), (key, sum) -> sum + count);
    }
  }

  private static String mask(String[] parts, int part) {
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      // A line feed is in no part: clients' texts in words are letters and digits, or refused.
      key.append(i == part ? "\n" : parts[i]).append(SEPARATOR);
    }
    return key.toString();
  }

  private static String mask(ExplainedWord word, int part) {
    return mask(word.parts().stream().map(ExplainedWord.Part::value).toArray(String[]::new), part);
  }

  Explanation.Counts counts(DocumentWord word) {
    return new Explanation.Counts(
        model.count(word.document(), word.word()),
        hostTotals.getOrDefault(word.document(), 0L),
        overall.getOrDefault(word.word(), 0L),
        total,
        model.hostsWith(word.word()));
  }

  /** The part without which the word is the most frequent; null if none makes a difference. */
  Explanation.UnusualPart unusual(ExplainedWord word) {
    List<ExplainedWord.Part> parts = word.parts();
    long most = overall.getOrDefault(word.word().word(), 0L);
    Explanation.UnusualPart unusual = null;
    for (int part = 0; part < parts.size(); part++) {
      long others = masked.getOrDefault(mask(word, part), 0L);
      if (others > most) {
        most = others;
        unusual =
            new Explanation.UnusualPart(parts.get(part).name(), parts.get(part).meaning(), others);
      }
    }
    return unusual;
  }
}
