package org.openspot.scoring.model.detect;

import java.util.ArrayList;
import java.util.List;
import org.openspot.scoring.model.word.ExplainedWord;

/** Makes evidence of a record's score, so that it is ranked with what detectors find. */
public final class ScoreEvidence {
  private ScoreEvidence() {}

  /** What stands for a score of 0, which has no logarithm. */
  private static final double LEAST = 1e-300;

  /**
   * Evidence of one record; the statistic is -log10 of its score.
   *
   * @param detector the model's name, such as {@code flow.topics}
   * @param key what identifies the record
   * @param score from 0 to 1
   * @param typical the median score of the source's records
   * @param word the word that the score is of; its document is the host
   */
  public static Evidence of(
      String detector, String key, double score, double typical, ExplainedWord word) {
    List<Reason> reasons = new ArrayList<>();
    reasons.add(
        new Reason(
            "probability",
            score,
            typical,
            "the word " + word.word().word() + " has the probability " + score + " for this host"));
    for (ExplainedWord.Part part : word.parts()) {
      reasons.add(
          new Reason(part.name(), Double.NaN, Double.NaN, part.name() + " is " + part.meaning()));
    }
    double statistic = -Math.log10(Math.max(LEAST, score));
    return new Evidence(key, word.word().document(), detector, statistic, reasons);
  }
}
