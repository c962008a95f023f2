package org.openspot.cli.score;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.DataException;
import org.openspot.core.error.FileTrouble;
import org.openspot.scoring.model.detect.HostHistory;
import org.openspot.scoring.model.saved.HistoryFile;
import org.openspot.scoring.model.source.ScoredSource;
import org.openspot.scoring.spark.ScoreFiles;

/** The days that were scored, and what hosts did on them: a file a day beside its results. */
final class ScoredDays {
  private final Path output;

  /**
   * @param output below which days have their files
   */
  ScoredDays(Path output) {
    this.output = output;
  }

  /** The files of a day, unless they are wanted elsewhere. */
  ScoreFiles files(ScoredSource<?> source, LocalDate day) {
    return new ScoreFiles(output.resolve(source.name()).resolve(day.toString()));
  }

  /**
   * What hosts did on so many days before the day, one of each host; of days that were not scored
   * nothing is known.
   *
   * @throws DataException if a file is damaged
   * @throws ConfigException if one cannot be read
   */
  List<HostHistory> before(ScoredSource<?> source, LocalDate day, int days) {
    Map<String, HostHistory> byHost = new TreeMap<>();
    for (int ago = 1; ago <= days; ago++) {
      Path file = files(source, day.minusDays(ago)).history(source);
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
        HistoryFile.read(in, one -> byHost.merge(one.host(), one, HostHistory::plus));
      } catch (NoSuchFileException e) {
        continue; // not scored
      } catch (IOException e) {
        throw new ConfigException(
            "cannot read the history " + file + ": " + FileTrouble.reason(e), e);
      } catch (DataException e) {
        throw new DataException(
            file + ": " + e.getMessage() + "; delete it, or score that day again", e);
      }
    }
    return List.copyOf(byHost.values());
  }
}
