package org.openspot.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.openspot.cli.config.PipelineSettings;
import org.openspot.cli.config.SpotConfig;
import org.openspot.core.error.RetriableException;
import org.openspot.parsers.generate.GeneratedFile;

/** The files of the demonstration, beside the landing directories until they land by a rename. */
final class DemoFiles {
  /**
   * A made-up file and what somebody else counts in it.
   *
   * @param rows how many rows it should give
   */
  record DemoFile(Path path, long rows) {}

  private final Map<DemoSource, List<DemoFile>> files = new EnumMap<>(DemoSource.class);
  private final Map<DemoSource, Path> landings = new EnumMap<>(DemoSource.class);
  private final List<String> lines = new ArrayList<>();

  private DemoFiles() {}

  /**
   * Makes the files of every source that has a pipeline.
   *
   * @param start when the made-up hour begins
   */
  static DemoFiles make(SpotConfig config, Instant start) {
    DemoFiles made = new DemoFiles();
    for (DemoSource source : DemoSource.values()) {
      PipelineSettings pipeline = config.pipelines().get(source.pipeline());
      if (pipeline != null) {
        made.make(source, pipeline.collector().landing().toAbsolutePath(), config, start);
      }
    }
    return made;
  }

  private void make(DemoSource source, Path landing, SpotConfig config, Instant start) {
    Path directory = landing.resolveSibling(".demo").resolve(source.pipeline());
    deleteAll(directory);
    List<DemoFile> made = new ArrayList<>();
    for (DemoSource.Part part : source.parts(start)) {
      for (GeneratedFile file : source.generate(part, directory, config.tools())) {
        made.add(new DemoFile(file.path(), source.count(file.path(), config.tools())));
        lines.add(
            String.format(
                Locale.ROOT,
                "%s  %,d %s  %,d bytes",
                file.path().getFileName(),
                file.flows(),
                source.noun(),
                file.path().toFile().length()));
      }
    }
    files.put(source, made);
    landings.put(source, landing);
  }

  /** The sources there are files of. */
  Set<DemoSource> sources() {
    return files.keySet();
  }

  /** A line for each file, for people. */
  List<String> lines() {
    return lines;
  }

  List<DemoFile> of(DemoSource source) {
    return files.get(source);
  }

  /** How many rows the files of a source should give. */
  long rows(DemoSource source) {
    return of(source).stream().mapToLong(DemoFile::rows).sum();
  }

  /** Moves a file of a source into its landing directory. */
  void land(DemoSource source, DemoFile file) {
    Path landing = landings.get(source);
    try {
      Files.createDirectories(landing);
      // Another run in the same minute may have left a file of that name waiting.
      Path target = landing.resolve(file.path().getFileName());
      if (Files.exists(target)) {
        target = landing.resolve(file.path().getFileName() + "." + System.nanoTime());
      }
      Files.move(file.path(), target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new RetriableException("cannot move " + file.path() + " to " + landing, e);
    }
  }

  private static void deleteAll(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> old = Files.walk(directory)) {
      for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new RetriableException("cannot empty " + directory, e);
    }
  }
}
