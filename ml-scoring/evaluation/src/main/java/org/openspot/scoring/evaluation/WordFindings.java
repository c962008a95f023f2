package org.openspot.scoring.evaluation;

import java.util.List;
import org.openspot.scoring.model.counting.CountingModel;
import org.openspot.scoring.model.counting.PeerGroups;
import org.openspot.scoring.model.counting.WordCounts;
import org.openspot.scoring.model.word.DocumentWord;
import org.openspot.scoring.model.word.Recipe;
import org.openspot.scoring.model.word.WordProbability;

/** Scores of records' words as findings: the least probable word of a host is one. */
final class WordFindings {
  /** What stands for a probability of 0, which has no logarithm. */
  private static final double LEAST = 1e-300;

  private WordFindings() {}

  /** A counting model of all the records, as Spot trains on the day that it scores. */
  static <R> CountingModel count(List<R> records, Recipe<R> recipe) {
    WordCounts counts = new WordCounts();
    for (R record : records) {
      for (DocumentWord word : recipe.words(record)) {
        if (!word.isError()) {
          counts.add(word.document(), word.word(), 1);
        }
      }
    }
    return new CountingModel(counts, PeerGroups.DEFAULT, CountingModel.DEFAULT_DISCOUNT);
  }

  /** The statistic is -log10 of the score; 0 of a record without a word. */
  static <R> Findings of(
      String detector, List<R> records, Recipe<R> recipe, WordProbability model) {
    Findings.Builder findings = new Findings.Builder(detector, records.size());
    for (R record : records) {
      DocumentWord least = new DocumentWord("", Recipe.ERROR);
      double score = 1;
      for (DocumentWord word : recipe.words(record)) {
        double probability = word.isError() ? 1 : model.probability(word.document(), word.word());
        if (probability < score || least.isError()) {
          score = probability;
          least = word;
        }
      }
      findings.add(
          least.document() + " " + least.word(),
          least.document(),
          -Math.log10(Math.max(LEAST, score)));
    }
    return findings.build();
  }
}
