package org.openspot.cli.rejects;

import java.util.List;
import org.openspot.schema.Ddl;
import org.openspot.schema.TableSpec;

/**
 * The rejects of a table by reason: how many records, of how many originals, the first and the last
 * hour, and one of them. Nothing that came from a file, and nothing a person typed, is part of its
 * text: times and limits are numbers by then.
 */
public final class RejectsQuery {
  /** What it answers with, in this order. */
  public static final List<String> COLUMNS =
      List.of(
          "rejects",
          "reason",
          "records",
          "originals",
          "first_hour",
          "last_hour",
          "original",
          "record_number",
          "raw",
          "raw_length");

  private static final int RAW_SHOWN = 160;
  private static final String HOUR =
      "CONCAT(LPAD(CAST(`y` AS STRING), 4, '0'), '-', LPAD(CAST(`m` AS STRING), 2, '0'), '-',"
          + " LPAD(CAST(`d` AS STRING), 2, '0'), 'T', LPAD(CAST(`h` AS STRING), 2, '0'), 'Z')";

  private RejectsQuery() {}

  /**
   * The statement.
   *
   * @param rejects a table of rejects
   * @param limit the most reasons, those of most records first
   */
  public static String sql(String database, TableSpec rejects, HourWindow window, int limit) {
    return """
        SELECT '%s' AS rejects, reason, COUNT(*) AS records,
          COUNT(DISTINCT file_id) AS originals, MIN(hr) AS first_hour, MAX(hr) AS last_hour,
          MAX(CASE WHEN nth = 1 THEN original END) AS original,
          MAX(CASE WHEN nth = 1 THEN record_number END) AS record_number,
          MAX(CASE WHEN nth = 1 THEN raw END) AS raw,
          MAX(CASE WHEN nth = 1 THEN raw_length END) AS raw_length
        FROM (
          SELECT reason, file_id, original, record_number, SUBSTR(raw, 1, %d) AS raw, raw_length,
            %s AS hr,
            ROW_NUMBER() OVER (PARTITION BY reason ORDER BY file_id, record_number) AS nth
          FROM %s WHERE %s) numbered
        GROUP BY reason ORDER BY records DESC, reason LIMIT %d"""
        .formatted(
            rejects.name(),
            RAW_SHOWN,
            HOUR,
            Ddl.qualified(database, rejects),
            window.condition(rejects),
            limit);
  }
}
