package org.openspot.scoring.spark;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openspot.scoring.model.detect.HostHistory;
import org.openspot.scoring.model.feedback.Mark;
import org.openspot.scoring.model.feedback.Severity;
import org.openspot.scoring.model.saved.ScoringModel;
import org.openspot.scoring.model.source.ScoredSource;
import org.openspot.scoring.model.topic.TopicScores;
import org.openspot.scoring.model.word.KnownDomains;
import org.openspot.scoring.model.word.Recipes;

/**
 * What is to be scored, and how.
 *
 * @param source which records
 * @param files Parquet files or directories of them, as URIs; may be none
 * @param words how records become words
 * @param training how topics are trained, where no model is given
 * @param model a model to score with; empty to train one on the same records
 * @param feedback what analysts said
 * @param before what hosts did on days before, one of each host; may be none
 * @param selection what is wanted of the scores
 * @param notes what else the model should say of its training
 */
public record ScoringRequest<R>(
    ScoredSource<R> source,
    List<String> files,
    Words words,
    TrainingSettings training,
    Optional<ScoringModel> model,
    Feedback<R> feedback,
    List<HostHistory> before,
    Wanted selection,
    Map<String, String> notes) {
  public ScoringRequest {
    files = List.copyOf(files);
    before = List.copyOf(before);
    notes = Map.copyOf(notes);
  }

  /** The marks that count: Spot's scores know of low ones only. */
  List<Mark<R>> marks() {
    return words.recipes() == Recipes.SPOT_1_1
        ? feedback.marks().stream().filter(mark -> mark.severity() == Severity.LOW).toList()
        : feedback.marks();
  }

  /** How records become words, and what the site knows of domains. */
  public record Words(Recipes recipes, KnownDomains known) {
    /** Spot's words are scored as Spot does: what training did not see has the probability 0. */
    TopicScores.Smoothing smoothing() {
      return recipes == Recipes.SPOT_1_1
          ? TopicScores.Smoothing.NONE
          : TopicScores.Smoothing.DEFAULT;
    }
  }

  /**
   * What analysts said.
   *
   * @param duplication how often a low mark counts in training
   */
  public record Feedback<R>(List<Mark<R>> marks, long duplication) {
    public Feedback {
      marks = List.copyOf(marks);
    }

    /** Nothing. */
    public static <R> Feedback<R> none() {
      return new Feedback<>(List.of(), 1);
    }
  }

  /**
   * What is wanted of the scores.
   *
   * @param threshold up to which score, from 0 to 1
   * @param limit how many records, from 1 to {@value #MOST}: they are held in memory
   * @param ranking by what they are found
   */
  public record Wanted(double threshold, int limit, Ranking ranking) {
    /** So many records can be asked for. */
    public static final int MOST = 100_000;

    public Wanted {
      if (!(threshold >= 0 && threshold <= 1)) {
        throw new IllegalArgumentException("the threshold must be from 0 to 1: " + threshold);
      }
      if (limit < 1 || limit > MOST) {
        throw new IllegalArgumentException(
            "the number of results must be from 1 to " + MOST + ": " + limit);
      }
    }
  }
}
