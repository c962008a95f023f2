package org.openspot.scoring.model.feedback;

import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openspot.scoring.model.word.DocumentWord;
import org.openspot.scoring.model.word.Recipe;

/**
 * What feedback changes, by pair of document and word.
 *
 * <p><b>Low</b> marks push down: each adds the pair {@code duplication} times to the training, as
 * Spot does, so that the pair becomes probable.
 *
 * <p><b>High</b> marks pull up, which Spot's do not: a pair is pulled if it has more high marks
 * than low ones. The score of a record of which every pair is pulled is divided by {@code
 * duplication}, that of a flow of which one side's pair is, by its square root. Training does not
 * see them.
 *
 * <p>Immutable.
 */
public final class FeedbackWeights implements Serializable {
  /** No feedback. */
  public static final FeedbackWeights NONE = new FeedbackWeights(Map.of(), Map.of(), 1);

  private static final Comparator<DocumentWord> ORDER =
      Comparator.comparing(DocumentWord::document).thenComparing(DocumentWord::word);

  private final Map<DocumentWord, Long> low;
  private final Map<DocumentWord, Long> high;
  private final long duplication;

  private FeedbackWeights(
      Map<DocumentWord, Long> low, Map<DocumentWord, Long> high, long duplication) {
    this.low = low;
    this.high = high;
    this.duplication = duplication;
  }

  /** The weights of marks; duplication is Spot's DUPFACTOR, 1 or more. */
  public static <R> FeedbackWeights of(List<Mark<R>> marks, Recipe<R> recipe, long duplication) {
    if (duplication < 1) {
      throw new IllegalArgumentException("duplication must be 1 or more: " + duplication);
    }
    Map<DocumentWord, Long> low = new HashMap<>();
    Map<DocumentWord, Long> high = new HashMap<>();
    for (Mark<R> mark : marks) {
      if (mark.severity() == Severity.MEDIUM) {
        continue;
      }
      Map<DocumentWord, Long> counts = mark.severity() == Severity.LOW ? low : high;
      for (DocumentWord pair : recipe.words(mark.record())) {
        if (!pair.isError()) {
          counts.merge(pair, 1L, Long::sum);
        }
      }
    }
    return new FeedbackWeights(low, high, duplication);
  }

  /** How often to add each pair to the training, in the order of document and word. */
  public Map<DocumentWord, Long> extraCounts() {
    Map<DocumentWord, Long> extra = new TreeMap<>(ORDER);
    low.forEach((pair, marks) -> extra.put(pair, Math.multiplyExact(marks, duplication)));
    return extra;
  }

  /** What to multiply the score of a record with these words with: 1 or less. */
  public double pull(List<DocumentWord> words) {
    long pulled = words.stream().filter(this::isPulled).count();
    if (pulled == 0) {
      return 1;
    }
    return pulled == words.size()
        ? 1.0 / (double) duplication
        : 1 / Math.sqrt((double) duplication);
  }

  private boolean isPulled(DocumentWord pair) {
    return high.getOrDefault(pair, 0L) > low.getOrDefault(pair, 0L);
  }
}
