package org.openspot.cli.score;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openspot.core.error.DataException;
import org.openspot.core.error.FileTrouble;
import org.openspot.core.error.RetriableException;
import org.openspot.scoring.model.record.Cells;
import org.openspot.scoring.model.source.ScoredSource;

/**
 * Labels as {@code spot generate --labels} writes them: CSV with {@code anomaly}, {@code campaign},
 * {@code started}, and the columns by which the row of each is found.
 */
final class LabelFile {
  private static final String CAMPAIGN = "campaign";
  private static final Set<String> NOT_KEY = Set.of("anomaly", CAMPAIGN, "started");

  private final List<String> key;
  private final Map<String, String> campaigns = new HashMap<>();
  private final Set<String> matched = new HashSet<>();

  /**
   * Reads labels.
   *
   * @throws DataException if the file is none of labels
   */
  LabelFile(Path file) {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      String header = lines.readLine();
      List<String> columns = header == null ? List.of() : CsvLine.values(header);
      int campaign = columns.indexOf(CAMPAIGN);
      key = columns.stream().filter(column -> !NOT_KEY.contains(column)).toList();
      if (campaign < 0 || key.isEmpty()) {
        throw new DataException(
            file + " has no labels of `spot generate --labels`: its first line lacks campaign");
      }
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        List<String> values = CsvLine.values(line);
        if (values.size() != columns.size()) {
          throw new DataException(file + " has a line of other than its columns: " + line);
        }
        campaigns.put(key(column -> values.get(columns.indexOf(column))), values.get(campaign));
      }
    } catch (IOException e) {
      throw new RetriableException("cannot read " + file + ": " + FileTrouble.reason(e), e);
    } catch (IllegalArgumentException e) {
      throw new DataException(file + " is no CSV: " + e.getMessage(), e);
    }
  }

  /** The source whose records these are labels of, by the columns. */
  ScoredSource<?> source() {
    return key.contains("sip")
        ? ScoredSource.flow()
        : key.contains("clientip") ? ScoredSource.proxy() : ScoredSource.dns();
  }

  /** The columns by which a row is found. */
  List<String> key() {
    return key;
  }

  /** The campaign a row is part of; empty for none. */
  String campaign(Cells row) {
    String text = key(row);
    String campaign = campaigns.get(text);
    if (campaign == null) {
      return "";
    }
    matched.add(text);
    return campaign;
  }

  /** How many labels no row was found for. */
  long unmatched() {
    return campaigns.size() - (long) matched.size();
  }

  private String key(Cells row) {
    StringBuilder text = new StringBuilder();
    for (String column : key) {
      text.append(row.text(column)).append('\n');
    }
    return text.toString();
  }
}
