package org.openspot.cli.migrate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.openspot.cli.config.SpotConfig;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.FileTrouble;

/**
 * What an import of Apache Spot's configuration comes to.
 *
 * @param yaml the text of a spot.yaml
 * @param notes what to look at, and every key or line that has no place in it
 */
public record SpotImport(String yaml, List<Note> notes) {
  private static final String HEAD =
      """
      # Made by `spot config import` from Apache Spot's configuration.
      # docs/configuration.md lists every setting; what is not here has its default.

      """;

  /**
   * Reads the files; either may be null, not both.
   *
   * @throws ConfigException with everything that is malformed in them
   */
  public static SpotImport of(Path ingestConf, Path spotConf) {
    Notes notes = new Notes();
    String ingestText = text(ingestConf, notes);
    String confText = text(spotConf, notes);
    OldKeys ingest =
        ingestText == null
            ? new OldKeys("ingest_conf.json", notes)
            : IngestConf.read(ingestConf.getFileName().toString(), ingestText, notes);
    OldKeys conf =
        confText == null
            ? new OldKeys("spot.conf", notes)
            : SpotConf.read(spotConf.getFileName().toString(), confText, notes);
    return of(ingest, conf, notes);
  }

  static SpotImport of(OldKeys ingest, OldKeys conf, Notes notes) {
    YamlGroup yaml = new YamlGroup();
    Sections sections = new Sections(ingest, conf, yaml, notes);
    sections.kafka();
    sections.hdfs();
    sections.hive();
    sections.spark();
    sections.scoring();
    sections.pipelines();
    conf.leaveOut("not needed: any machine can run any part", "UINODE", "MLNODE", "GWNODE");
    conf.leaveOut(
        "not needed: directories are named one by one", "LUSER", "LPATH", "RPATH", "LIPATH");
    conf.leaveOut(
        "of Spot's web pages, which OpenSpot does not have", "ACCESS_CONTROL_ALLOW_ORIGIN");
    ingest.reportRest();
    conf.reportRest();
    if (!notes.problems().isEmpty()) {
      throw new ConfigException(notes.problems());
    }
    String text = HEAD + yaml.text().stripLeading();
    check(text, notes);
    return new SpotImport(text, notes.all());
  }

  private static String text(Path file, Notes notes) {
    if (file == null) {
      return null;
    }
    try {
      String text = Files.readString(file);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (IOException e) {
      notes.problem(file.toString(), FileTrouble.reason(e));
    }
    return null;
  }

  /** Tells what the reader of spot.yaml will say, but for what is known to be missing. */
  private static void check(String text, Notes notes) {
    try {
      SpotConfig.binder().bind("spot.yaml", text, Map.of());
    } catch (ConfigException e) {
      e.problems().stream()
          .filter(problem -> !problem.endsWith(": missing"))
          .forEach(problem -> notes.look("spot.yaml", "will be refused: " + problem));
    }
  }
}
