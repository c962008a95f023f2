package org.openspot.cli.score;

import java.util.Optional;
import org.openspot.cli.config.PipelineSettings;
import org.openspot.cli.config.SpotConfig;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.DataException;
import org.openspot.scoring.model.ingest.IngestScores;
import org.openspot.scoring.model.saved.ScoringModel;

/** The scores that workers of a pipeline add while they ingest, as configured. */
public final class ScoreOnIngest {
  private ScoreOnIngest() {}

  /**
   * Reads the pipeline's model; empty if workers are not to score.
   *
   * @param name the pipeline's
   * @param table the table of its source
   * @throws ConfigException if there is no such model, or it is not for these records, this site's
   *     knowledge of domains, or this release
   */
  public static Optional<IngestScores<?>> open(SpotConfig config, String name, String table) {
    PipelineSettings pipeline = config.pipelines().get(name);
    if (pipeline.scoreOnIngest().isEmpty()) {
      return Optional.empty();
    }
    SiteKnowledge knowledge = SiteKnowledge.read(config.scoring());
    try {
      ScoringModel model = SavedModel.read(pipeline.scoreOnIngest(), config.hadoop());
      knowledge.requireSame(model);
      return Optional.of(
          IngestScores.of(table, model, knowledge.domains(), pipeline.scoreThreshold()));
    } catch (DataException | ConfigException e) {
      throw new ConfigException("pipelines." + name + ".score-on-ingest: " + e.getMessage(), e);
    }
  }
}
