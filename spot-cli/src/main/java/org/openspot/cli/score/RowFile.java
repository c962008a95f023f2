package org.openspot.cli.score;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openspot.core.error.DataException;
import org.openspot.core.error.FileTrouble;
import org.openspot.core.error.RetriableException;
import org.openspot.schema.Column;
import org.openspot.schema.TableSpec;
import org.openspot.schema.row.RowBuffer;
import org.openspot.scoring.model.record.Cells;
import org.openspot.store.parquet.TableFile;

/**
 * Rows of a table in a file on this machine: Parquet, or CSV (RFC 4180, values without line breaks,
 * an empty one is NULL) whose first line names its columns, in any order.
 */
final class RowFile {
  private static final String PARQUET = "PAR1";

  /** Takes the rows. */
  interface Reader {
    /**
     * Takes a row.
     *
     * @param number of the row, from 1
     * @throws IllegalArgumentException if it is not as it should be; it is reported
     */
    void take(long number, Cells row);
  }

  /** Takes what cannot be read, and why. */
  interface Complaint {
    void about(long number, String reason);
  }

  private RowFile() {}

  /**
   * Reads all rows.
   *
   * @param needed columns without which the rows are of no use
   * @return how many rows could not be read
   * @throws DataException if the file is no table, or lacks a column
   */
  static long read(
      Path file, TableSpec table, List<String> needed, Reader reader, Complaint complaint) {
    try {
      return isParquet(file)
          ? readParquet(file, table, reader, complaint)
          : readCsv(file, needed, reader, complaint);
    } catch (IOException e) {
      throw new RetriableException("cannot read " + file + ": " + FileTrouble.reason(e), e);
    }
  }

  private static boolean isParquet(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(PARQUET.length()), StandardCharsets.ISO_8859_1)
          .equals(PARQUET);
    }
  }

  private static long readParquet(Path file, TableSpec table, Reader reader, Complaint complaint) {
    long bad = 0;
    try (TableFile.Rows rows = TableFile.localRows(file, table)) {
      long number = 0;
      for (RowBuffer row = rows.next(); row != null; row = rows.next()) {
        number++;
        RowBuffer values = row;
        bad += take(number, column -> text(values, table, column), reader, complaint);
      }
    }
    return bad;
  }

  private static String text(RowBuffer row, TableSpec table, String name) {
    int column = table.hasColumn(name) ? table.column(name) : -1;
    if (column < 0 || !row.isPresent(column)) {
      return null;
    }
    Column spec = table.columns().get(column);
    return switch (spec.type()) {
      case INT -> Integer.toString(row.intValue(column));
      case LONG -> Long.toString(row.longValue(column));
      case FLOAT -> Float.toString(row.floatValue(column));
      case DOUBLE -> Double.toString(row.doubleValue(column));
      case STRING ->
          new String(row.array(), row.offset(column), row.length(column), StandardCharsets.UTF_8);
    };
  }

  private static long readCsv(Path file, List<String> needed, Reader reader, Complaint complaint)
      throws IOException {
    long bad = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      String first = lines.readLine();
      Map<String, Integer> positions = header(file, first == null ? "" : first, needed);
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        List<String> values;
        try {
          values = CsvLine.values(line);
          if (values.size() != positions.size()) {
            throw new IllegalArgumentException(
                "has " + values.size() + " values and not " + positions.size());
          }
        } catch (IllegalArgumentException e) {
          complaint.about(number, e.getMessage());
          bad++;
          continue;
        }
        bad += take(number, column -> text(values, positions.get(column)), reader, complaint);
      }
    }
    return bad;
  }

  private static String text(List<String> values, Integer position) {
    String value = position == null ? "" : values.get(position);
    return value.isEmpty() ? null : value;
  }

  private static Map<String, Integer> header(Path file, String line, List<String> needed) {
    Map<String, Integer> positions = new HashMap<>();
    List<String> names = CsvLine.values(line);
    for (int i = 0; i < names.size(); i++) {
      if (positions.put(names.get(i).strip(), i) != null) {
        throw new DataException(file + " has the column " + names.get(i) + " twice");
      }
    }
    List<String> missing = needed.stream().filter(name -> !positions.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw new DataException(
          file
              + " is neither Parquet nor CSV with a header that names the columns "
              + String.join(", ", missing));
    }
    return positions;
  }

  private static long take(long number, Cells row, Reader reader, Complaint complaint) {
    try {
      reader.take(number, row);
      return 0;
    } catch (IllegalArgumentException e) {
      complaint.about(number, e.getMessage());
      return 1;
    }
  }
}
