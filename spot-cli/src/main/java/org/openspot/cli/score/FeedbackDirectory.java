package org.openspot.cli.score;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.FileTrouble;
import org.openspot.scoring.model.feedback.Feedback;
import org.openspot.scoring.model.feedback.FeedbackFile;
import org.openspot.scoring.model.source.ScoredSource;

/** The files of analysts' feedback: {@code <source>/<any name>}, read in the order of names. */
final class FeedbackDirectory {
  private final Path directory;

  FeedbackDirectory(Path directory) {
    this.directory = directory;
  }

  /** The marks on records of the day, and of so many days before it; later ones count. */
  <R> Feedback<R> read(ScoredSource<R> source, LocalDate day, int daysBefore) {
    Feedback<R> all = new Feedback<>(List.of(), List.of());
    FeedbackFile<R> format = new FeedbackFile<>(source.feedback());
    for (Path file : files(directory.resolve(source.name()))) {
      try (InputStream in = Files.newInputStream(file)) {
        all = all.plus(format.read(file.toString(), in));
      } catch (IOException e) {
        throw new ConfigException(file + ": cannot read the feedback: " + FileTrouble.reason(e), e);
      }
    }
    return all.within(day, daysBefore, source.feedback());
  }

  private static List<Path> files(Path of) {
    if (!Files.isDirectory(of)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(of)) {
      return files
          .filter(
              file -> Files.isRegularFile(file) && !file.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new ConfigException(of + ": cannot list the feedback: " + FileTrouble.reason(e), e);
    }
  }
}
