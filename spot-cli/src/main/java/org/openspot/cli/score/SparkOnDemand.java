package org.openspot.cli.score;

import org.openspot.archive.Hadoop;
import org.openspot.cli.config.SpotConfig;
import org.openspot.scoring.spark.ScoringSession;

/**
 * Spark as the configuration says, opened when it is first asked for: what is wrong with a request
 * is said before. Not thread-safe.
 */
public final class SparkOnDemand implements AutoCloseable {
  private final SpotConfig config;
  private ScoringSession session;

  public SparkOnDemand(SpotConfig config) {
    this.config = config;
  }

  /** Opens it, so that nobody has to wait for it later. */
  public void open() {
    session();
  }

  ScoringSession session() {
    if (session == null) {
      session =
          ScoringSession.open(
              config.scoring().master(),
              Hadoop.properties(config.hadoop()),
              config.scoring().properties());
    }
    return session;
  }

  @Override
  public void close() {
    if (session != null) {
      session.close();
    }
  }
}
