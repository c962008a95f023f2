package org.openspot.cli.score;

import org.openspot.cli.config.SpotConfig;
import org.openspot.schema.TableSpec;
import org.openspot.store.commit.ScoreLocations;
import org.openspot.store.commit.TableLocations;
import org.openspot.store.files.TableFiles;
import org.openspot.store.swap.HivePartitions;

/** The installation that scoring takes place in. Closing it closes what it opened. */
public interface ScoringSite extends AutoCloseable {
  SpotConfig config();

  /** The file system of the tables. */
  TableFiles files();

  /** Hive, which is told where scores are. */
  HivePartitions hive();

  /** Where a source's records are. */
  TableLocations records(TableSpec source);

  /** Where its scores are. */
  ScoreLocations scores(TableSpec source);

  /** Who this process is, {@code pid@host}. */
  String process();

  @Override
  void close();
}
