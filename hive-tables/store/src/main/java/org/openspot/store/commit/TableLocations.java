package org.openspot.store.commit;

import java.util.List;
import org.openspot.schema.TableSpec;

/**
 * A source's two tables and where they are. Those of its scores are found here too, for a worker
 * may commit to them ({@link #scores}).
 *
 * @param rows the table of its rows
 * @param rowsLocation its directory, absolute, without scheme
 * @param rejects the table of what could not become rows
 * @param rejectsLocation its directory, on the same file system
 */
public record TableLocations(
    TableSpec rows, String rowsLocation, TableSpec rejects, String rejectsLocation)
    implements PlacedTables {
  /** A source's tables below Spot's root: {@code <root>/<source>/hive} and {@code …/rejects}. */
  public static TableLocations below(String root, TableSpec rows) {
    return new TableLocations(
        rows,
        root + "/" + rows.name() + "/hive",
        rows.rejects(),
        root + "/" + rows.name() + "/rejects");
  }

  /** Both tables. */
  public List<TableSpec> all() {
    return List.of(rows, rejects);
  }

  /** Both, and those of the source's scores. */
  public List<TableSpec> withScores() {
    ScoreLocations scored = scores();
    return List.of(rows, rejects, scored.scores(), scored.reasons());
  }

  /** The tables of the source's scores. */
  public ScoreLocations scores() {
    return ScoreLocations.inside(rowsLocation, rows);
  }

  @Override
  public TableSpec table(String name) {
    if (name.equals(rows.name())) {
      return rows;
    }
    return name.equals(rejects.name()) ? rejects : scores().table(name);
  }

  @Override
  public String location(String name) {
    if (name.equals(rows.name())) {
      return rowsLocation;
    }
    return name.equals(rejects.name()) ? rejectsLocation : scores().location(name);
  }
}
