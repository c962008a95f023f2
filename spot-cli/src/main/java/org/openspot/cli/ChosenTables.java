package org.openspot.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openspot.core.error.ConfigException;
import org.openspot.schema.TableSpec;
import org.openspot.store.commit.TableLocations;

/**
 * The tables of one source that a command is about.
 *
 * @param locations of all that the source has
 * @param chosen some of them
 */
record ChosenTables(TableLocations locations, List<TableSpec> chosen) {
  /**
   * The table of that name, scores' too; of no name, all of them.
   *
   * @param sources the tables of each source
   * @throws ConfigException if there is none of that name
   */
  static List<ChosenTables> named(String only, List<TableLocations> sources) {
    List<ChosenTables> chosen = new ArrayList<>();
    for (TableLocations locations : sources) {
      List<TableSpec> some =
          locations.withScores().stream()
              .filter(table -> only == null || table.name().equals(only))
              .toList();
      if (!some.isEmpty()) {
        chosen.add(new ChosenTables(locations, some));
      }
    }
    if (chosen.isEmpty() && only != null) {
      throw none(only, sources.stream().flatMap(source -> source.withScores().stream()));
    }
    return chosen;
  }

  /** What to throw for a name that none of the tables there has. */
  static ConfigException none(String name, Stream<TableSpec> there) {
    return new ConfigException(
        "no table "
            + name
            + "; there are: "
            + there.map(TableSpec::name).collect(Collectors.joining(", ")));
  }
}
