package org.openspot.scoring.evaluation;

import java.util.List;
import org.openspot.scoring.model.word.Recipe;
import org.openspot.scoring.model.word.WordProbability;

/** Trains a topic model, where there is an engine to do that. */
public interface TopicTrainer {
  /** The model of those records' words, as these make them; the same for the same records. */
  <R> WordProbability train(List<R> records, Recipe<R> recipe);
}
