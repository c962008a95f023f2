package org.openspot.cli;

import org.openspot.cli.config.SpotConfig;
import org.openspot.cli.score.ScoringSite;
import org.openspot.schema.TableSpec;
import org.openspot.store.commit.ScoreLocations;
import org.openspot.store.commit.TableLocations;
import org.openspot.store.files.TableFiles;
import org.openspot.store.swap.HivePartitions;

/** The configured installation, for scoring. */
record AssembledSite(Assembly assembly) implements ScoringSite {
  @Override
  public SpotConfig config() {
    return assembly.config();
  }

  @Override
  public TableFiles files() {
    return assembly.tableFiles();
  }

  @Override
  public HivePartitions hive() {
    return assembly.hiveTables();
  }

  @Override
  public TableLocations records(TableSpec source) {
    return assembly.locations(source);
  }

  @Override
  public ScoreLocations scores(TableSpec source) {
    return assembly.scoreLocations(source);
  }

  @Override
  public String process() {
    return Assembly.processName();
  }

  @Override
  public void close() {
    assembly.close();
  }
}
