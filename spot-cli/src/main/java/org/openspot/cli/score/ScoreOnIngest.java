package org.openspot.cli.score;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.openspot.cli.config.PipelineSettings;
import org.openspot.cli.config.SpotConfig;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.DataException;
import org.openspot.core.error.RetriableException;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.DerivedRows;
import org.openspot.scoring.model.ingest.IngestScores;
import org.openspot.scoring.model.saved.ScoringModel;
import org.openspot.store.hive.HiveTables;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What workers of a pipeline score with while they ingest, as configured. Safe for threads. */
public final class ScoreOnIngest {
  private static final Logger LOG = LoggerFactory.getLogger(ScoreOnIngest.class);

  private final Optional<IngestScores<?>> scores;

  private ScoreOnIngest(Optional<IngestScores<?>> scores) {
    this.scores = scores;
  }

  /**
   * Reads the pipeline's model, if its workers are to score.
   *
   * @param name the pipeline's
   * @param table the table of its source
   * @throws ConfigException if there is no such model, or it is not for these records, this site's
   *     knowledge of domains, or this release
   */
  public static ScoreOnIngest of(SpotConfig config, String name, TableSpec table) {
    PipelineSettings pipeline = config.pipelines().get(name);
    if (pipeline.scoreOnIngest().isEmpty()) {
      return new ScoreOnIngest(Optional.empty());
    }
    SiteKnowledge knowledge = SiteKnowledge.read(config.scoring());
    try {
      ScoringModel model = SavedModel.read(pipeline.scoreOnIngest(), config.hadoop());
      knowledge.requireSame(model);
      IngestScores<?> scores =
          IngestScores.of(table.name(), model, knowledge.domains(), pipeline.scoreThreshold());
      LOG.info(
          "Scoring with {}: records with scores up to {} go to {} too",
          pipeline.scoreOnIngest(),
          scores.threshold(),
          table.scores().name());
      return new ScoreOnIngest(Optional.of(scores));
    } catch (DataException | ConfigException e) {
      throw new ConfigException("pipelines." + name + ".score-on-ingest: " + e.getMessage(), e);
    }
  }

  /** Up to which score records are suspicious; empty if workers are not to score. */
  public OptionalDouble threshold() {
    return scores.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(scores.get().threshold());
  }

  /** Makes the scores that follow from rows, anew for each user; gives null if none are wanted. */
  public Supplier<DerivedRows> derivations() {
    return () -> scores.map(IngestScores::open).orElse(null);
  }

  /**
   * Sees to it that scores have their table: commits do not wait for Hive, and would go on without
   * their scores being seen.
   *
   * @throws ConfigException if Hive has no such table
   */
  public void requireTable(Supplier<HiveTables> tables, TableSpec table) {
    if (scores.isEmpty()) {
      return;
    }
    try {
      HiveTables hive = tables.get();
      if (!hive.exists(table.scores())) {
        throw new ConfigException(
            "no table "
                + table.scores()
                + " in database "
                + hive.database()
                + ": run spot tables create");
      }
    } catch (RetriableException e) {
      LOG.warn(
          "Whether there is a table {} cannot be told now: {}", table.scores(), e.getMessage());
    }
  }
}
