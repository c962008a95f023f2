package org.openspot.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.DataException;
import org.openspot.core.error.RetriableException;
import org.openspot.core.identity.FileId;
import org.openspot.transport.event.Original;
import org.openspot.transport.kafka.Topic;

/**
 * What stands for the archive on a sensor without HDFS: a private copy of each original, kept until
 * its events are acknowledged. Their archive URI is null. The landed file stays where it is
 * meanwhile, so nothing here must survive a crash but one number for each topic, and the host.
 */
final class SensorOriginals implements Archive {
  private static final int BUFFER = 128 * 1024;

  private final Path copies;
  private final Path topics;
  private final Path hostFile;
  private final String host;

  /**
   * @param directory on this machine, for this collector only
   * @param host part of every file id, for sensors name their files alike
   */
  SensorOriginals(Path directory, String host) {
    this.copies = directory.resolve("originals");
    this.topics = directory.resolve("topics");
    this.hostFile = directory.resolve("host");
    this.host = host;
  }

  @Override
  public void sweep(String owner) {
    try {
      Files.createDirectories(copies);
      Files.createDirectories(topics);
      try (DirectoryStream<Path> left = Files.newDirectoryStream(copies)) {
        for (Path copy : left) {
          Files.delete(copy);
        }
      }
    } catch (IOException e) {
      throw unusable(copies, e);
    }
    requireSameHost();
  }

  /** Under another name every file would be another original, and be stored again. */
  private void requireSameHost() {
    try {
      if (!Files.exists(hostFile)) {
        writeOnce(hostFile, host);
      }
      String before = Files.readString(hostFile, StandardCharsets.UTF_8).strip();
      if (!before.equals(host)) {
        throw new ConfigException(
            "this machine is called "
                + host
                + ", and files of this landing directory were sent as those of "
                + before
                + ", as "
                + hostFile
                + " says: a file sent again under another name is stored twice. Give the machine"
                + " its name back, or delete that file if nothing that lands was sent before");
      }
    } catch (IOException e) {
      throw unusable(hostFile, e);
    }
  }

  /** Makes a file that has all of its text if it is there at all, on disk. */
  private static void writeOnce(Path target, String text) throws IOException {
    Path temporary = target.resolveSibling("." + UUID.randomUUID());
    try (FileChannel out =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      out.write(StandardCharsets.UTF_8.encode(text));
      out.force(true);
    }
    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public Original store(Landed landed, InputStream content) {
    FileId.Hasher hasher = FileId.hasher(landed.pipeline() + "\0" + host, landed.name());
    Path temporary = copies.resolve(UUID.randomUUID() + ".part");
    long size = 0;
    try (OutputStream out =
        Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] buffer = new byte[BUFFER];
      for (int n = read(content, buffer); n >= 0; n = read(content, buffer)) {
        hasher.update(buffer, 0, n);
        out.write(buffer, 0, n);
        size += n;
      }
    } catch (IOException e) {
      discard(temporary);
      throw unusable(temporary, e);
    } catch (UncheckedIOException e) {
      discard(temporary);
      throw e;
    }
    FileId.Digests digests = hasher.finish();
    try {
      Files.move(temporary, copy(digests.fileId()), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      discard(temporary);
      throw unusable(temporary, e);
    }
    return new Original(
        digests.fileId(), landed.name(), size, digests.sha256(), null, landed.captured());
  }

  private static int read(InputStream content, byte[] buffer) {
    try {
      return content.read(buffer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * By the number of partitions that this sensor first saw of the topic, for ever: so a file that
   * is sent again goes where it went, also when the topic has more partitions by then, or was made
   * again with more.
   */
  @Override
  public Registration register(Original original, Topic topic) {
    int partition = original.id().bucket(partitions(topic));
    return new Registration(original.id(), original.size(), topic.id(), partition);
  }

  private synchronized int partitions(Topic topic) {
    Path seen = topics.resolve(topic.id());
    try {
      if (!Files.exists(seen)) {
        writeOnce(seen, Integer.toString(first(topic)));
      }
      return count(seen);
    } catch (IOException | NumberFormatException e) {
      throw unusable(seen, e);
    }
  }

  /**
   * The number of partitions to go by in a topic not seen before: the last topic's, unless this one
   * has fewer. Workers of a topic that was made again have the commit logs they had.
   */
  private int first(Topic topic) throws IOException {
    Path last = null;
    // Names that begin with a dot are halves of what a crash interrupted.
    try (DirectoryStream<Path> all = Files.newDirectoryStream(topics, "[!.]*")) {
      for (Path one : all) {
        if (last == null
            || Files.getLastModifiedTime(one).compareTo(Files.getLastModifiedTime(last)) > 0) {
          last = one;
        }
      }
    }
    return last == null ? topic.partitions() : Math.min(count(last), topic.partitions());
  }

  private static int count(Path seen) throws IOException {
    return Integer.parseInt(Files.readString(seen, StandardCharsets.US_ASCII).strip());
  }

  @Override
  public void fetch(Original original, Path target) {
    try {
      Files.deleteIfExists(target);
      try {
        Files.createLink(target, copy(original.id()));
      } catch (UnsupportedOperationException | FileAlreadyExistsException e) {
        Files.copy(copy(original.id()), target, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (NoSuchFileException e) {
      throw gone(original, e);
    } catch (IOException e) {
      throw unusable(target, e);
    }
  }

  @Override
  public InputStream open(Original original) {
    try {
      return Files.newInputStream(copy(original.id()));
    } catch (NoSuchFileException e) {
      throw gone(original, e);
    } catch (IOException e) {
      throw unusable(copy(original.id()), e);
    }
  }

  @Override
  public void acknowledged(Original original) {
    discard(copy(original.id()));
  }

  @Override
  public Optional<Instant> newest(String sourceType) {
    return Optional.empty();
  }

  @Override
  public List<Archived> list(String sourceType, Instant from, Instant to) {
    // What is here is here for the time of a few events only: a sensor has no archive.
    return List.of();
  }

  @Override
  public InputStream open(String archiveUri) {
    throw new IllegalArgumentException("a sensor has no archive: " + archiveUri);
  }

  @Override
  public void remove(Archived original) {
    throw new IllegalArgumentException("a sensor lists no originals: " + original.uri());
  }

  @Override
  public void close() {}

  private Path copy(FileId id) {
    return copies.resolve(id.toString());
  }

  private static DataException gone(Original original, IOException e) {
    return new DataException("the private copy of " + original.name() + " is gone", e);
  }

  private static RetriableException unusable(Path path, Exception e) {
    return new RetriableException("cannot use " + path + ": " + e, e);
  }

  /** Best effort: what stays is swept at the next start. */
  private static void discard(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // Swept at the next start.
    }
  }
}
