package org.openspot.scoring.spark;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.openspot.core.error.RetriableException;
import org.openspot.scoring.model.result.ResultLayout;
import org.openspot.scoring.model.result.ResultWriter;
import org.openspot.scoring.model.saved.HistoryFile;
import org.openspot.scoring.model.saved.ModelFile;
import org.openspot.scoring.model.source.ScoredSource;

/**
 * The files of a day's scores in a directory: results and rejected records in Spot's layout, the
 * model, and what hosts did. Each takes the place of the one before when it is whole.
 */
public final class ScoreFiles {
  private final Path directory;

  public ScoreFiles(Path directory) {
    this.directory = directory;
  }

  /** Where the results are. */
  public Path results(ScoredSource<?> source) {
    return directory.resolve(source.layout().fileName());
  }

  /** Where records are that could not be scored. */
  public Path rejected(ScoredSource<?> source) {
    return directory.resolve(source.name() + "_rejected.csv");
  }

  /** Where the model is. */
  public Path model(ScoredSource<?> source) {
    return directory.resolve(source.name() + ".model");
  }

  /** Where it says what the day's hosts did, for days to come. */
  public Path history(ScoredSource<?> source) {
    return directory.resolve(source.name() + ".history");
  }

  /** Writes them; the model only where it was trained. */
  public <R> void write(ScoredSource<R> source, ScoringResult<R> result, boolean trained) {
    if (trained) {
      replace(model(source), out -> ModelFile.write(result.model(), out));
    }
    replaceText(rejected(source), text -> writeRejected(source, result, text));
    replaceText(results(source), text -> writeResults(source, result, text));
  }

  /** Writes what the day's hosts did, if detectors were run that ask for it. */
  public void writeHistory(ScoredSource<?> source, ScoringResult<?> result) {
    if (!result.seen().isEmpty()) {
      replace(history(source), out -> HistoryFile.write(result.seen(), out));
    }
  }

  private static <R> void writeResults(
      ScoredSource<R> source, ScoringResult<R> result, Appendable text) throws IOException {
    ResultWriter writer = new ResultWriter(source.layout(), ResultWriter.TAB, text);
    for (ScoringResult.Suspicious<R> one : result.results()) {
      writer.write(one.values(), one.explanation().word(), one.score());
    }
  }

  /** The columns of results, the reason, and Spot's score of what cannot be scored. */
  private static <R> void writeRejected(
      ScoredSource<R> source, ScoringResult<R> result, Appendable text) throws IOException {
    ResultLayout layout = new ResultLayout(source.name(), source.layout().tableColumns(), true);
    ResultWriter writer = new ResultWriter(layout, ResultWriter.TAB, text);
    for (ScoringResult.Flawed flawed : result.flawed()) {
      writer.write(flawed.values(), flawed.reason(), -1);
    }
  }

  private interface Writing<T> {
    void to(T out) throws IOException;
  }

  private void replaceText(Path file, Writing<Appendable> writing) {
    replace(
        file,
        out -> {
          BufferedWriter text =
              new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
          writing.to(text);
          text.flush();
        });
  }

  private void replace(Path file, Writing<OutputStream> writing) {
    Path temporary = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      Files.createDirectories(directory);
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
        writing.to(out);
      }
      try (FileChannel written = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        // Else a power cut may leave the new name without what it names.
        written.force(true);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new RetriableException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
