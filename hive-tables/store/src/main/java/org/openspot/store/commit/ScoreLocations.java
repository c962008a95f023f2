package org.openspot.store.commit;

import java.util.List;
import org.openspot.schema.TableSpec;

/**
 * The tables of a source's scores and of the reasons for them, and where they are.
 *
 * @param scores the most suspicious records of each day
 * @param scoresLocation its directory, absolute, without scheme
 * @param reasons why those
 * @param reasonsLocation its directory, on the same file system
 */
public record ScoreLocations(
    TableSpec scores, String scoresLocation, TableSpec reasons, String reasonsLocation)
    implements PlacedTables {
  /** Those of a source below Spot's root; the scores where Spot has them. */
  public static ScoreLocations below(String root, TableSpec source) {
    return inside(root + "/" + source.name() + "/hive", source);
  }

  /** Those of a source whose table is in that directory. */
  static ScoreLocations inside(String rowsLocation, TableSpec source) {
    return new ScoreLocations(
        source.scores(),
        rowsLocation + "/oa/suspicious",
        source.reasons(),
        rowsLocation + "/oa/reasons");
  }

  /** Both tables. */
  public List<TableSpec> all() {
    return List.of(scores, reasons);
  }

  @Override
  public TableSpec table(String name) {
    return name.equals(reasons.name()) ? reasons : scores;
  }

  @Override
  public String location(String name) {
    return name.equals(reasons.name()) ? reasonsLocation : scoresLocation;
  }
}
