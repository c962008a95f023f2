package org.openspot.cli.score;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.openspot.archive.Hadoop;
import org.openspot.archive.HadoopSettings;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.DataException;
import org.openspot.core.error.FileTrouble;
import org.openspot.scoring.model.saved.ModelFile;
import org.openspot.scoring.model.saved.ScoringModel;
import org.openspot.store.files.HadoopTableFiles;

/** Reads models that {@code spot score} saved. */
final class SavedModel {
  private SavedModel() {}

  /**
   * Reads one.
   *
   * @param place a path on this machine, or a URI of a file in HDFS
   * @throws ConfigException if there is none, or it cannot be read
   * @throws DataException if it is none
   * @throws org.openspot.core.error.RetriableException if HDFS is away
   */
  static ScoringModel read(String place, HadoopSettings hadoop) {
    if (!place.matches("[a-z][a-z0-9+.-]+:/.*")) {
      return read(Path.of(place));
    }
    try {
      URI uri = URI.create(place);
      return uri.getScheme().equals("file") ? read(Path.of(uri)) : readRemote(uri, hadoop);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(place + " is no place of a file: " + e.getMessage(), e);
    }
  }

  /** Reads one from this machine. */
  static ScoringModel read(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return ModelFile.read(in);
    } catch (NoSuchFileException e) {
      throw new ConfigException("no model " + file, e);
    } catch (IOException e) {
      throw new ConfigException("cannot read the model " + file + ": " + FileTrouble.reason(e), e);
    } catch (DataException e) {
      throw new DataException(file + ": " + e.getMessage(), e);
    }
  }

  private static ScoringModel readRemote(URI uri, HadoopSettings hadoop) {
    try (HadoopTableFiles files = HadoopTableFiles.open(uri, Hadoop.properties(hadoop))) {
      if (files.find(uri.getPath()).isEmpty()) {
        throw new ConfigException("no model " + uri);
      }
      try (InputStream in = new BufferedInputStream(files.open(uri.getPath()))) {
        return ModelFile.read(in);
      }
    } catch (IOException e) {
      throw new ConfigException("cannot read the model " + uri + ": " + e.getMessage(), e);
    } catch (DataException e) {
      throw new DataException(uri + ": " + e.getMessage(), e);
    }
  }
}
