package org.openspot.scoring.model.result;

import java.util.List;
import org.openspot.scoring.model.feedback.FeedbackWeights;
import org.openspot.scoring.model.word.DocumentWord;
import org.openspot.scoring.model.word.Recipe;
import org.openspot.scoring.model.word.WordProbability;

/**
 * Scores records: the probability of a record's word in its document; for a flow the smaller of its
 * two, times what feedback pulls. Low is suspicious. Safe for threads.
 */
public final class RecordScorer<R> {
  /** The score of a record that no word could be made of, as Spot has it. */
  public static final double ERROR = -1;

  private final Recipe<R> recipe;
  private final WordProbability model;
  private final FeedbackWeights feedback;

  public RecordScorer(Recipe<R> recipe, WordProbability model, FeedbackWeights feedback) {
    this.recipe = recipe;
    this.model = model;
    this.feedback = feedback;
  }

  /** From 0 to 1, or {@link #ERROR}. */
  public double score(R record) {
    List<DocumentWord> words = recipe.words(record);
    double score = 1;
    for (DocumentWord word : words) {
      if (word.isError()) {
        return ERROR;
      }
      score = Math.min(score, model.probability(word.document(), word.word()));
    }
    return score * feedback.pull(words);
  }
}
