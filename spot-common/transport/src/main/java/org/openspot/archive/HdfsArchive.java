package org.openspot.archive;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.openspot.core.error.DataException;
import org.openspot.core.error.RetriableException;
import org.openspot.core.identity.FileId;
import org.openspot.core.lifecycle.FailPoint;
import org.openspot.transport.event.Original;
import org.openspot.transport.kafka.Topic;

/**
 * The archive in HDFS. Uploads go to {@code <root>/_incoming}, so that no reader of the archive
 * meets half a file and the leftovers of a crash are in one place.
 */
final class HdfsArchive implements Archive {
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuuMMdd/HH", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int BUFFER = 128 * 1024;

  private final FileSystem fs;
  private final FileContext renames;
  private final Path root;
  private final Registrations registrations;

  HdfsArchive(String root, HadoopSettings hadoop) {
    this.fs = Hadoop.open(hadoop);
    this.renames = Hadoop.context(hadoop);
    this.root = fs.makeQualified(new Path(root));
    this.registrations = new Registrations(fs);
  }

  private Path incoming() {
    return new Path(root, "_incoming");
  }

  @Override
  public void sweep(String owner) {
    String prefix = ArchiveName.encode(owner) + "%";
    try {
      if (!fs.exists(incoming())) {
        return;
      }
      for (FileStatus left : fs.listStatus(incoming())) {
        if (left.getPath().getName().startsWith(prefix)) {
          fs.delete(left.getPath(), false);
        }
      }
    } catch (IOException e) {
      throw Hadoop.away("cleaning " + incoming(), e);
    }
  }

  @Override
  public Original store(Landed landed, InputStream content) {
    // Encoded names hold no bare '%': the one here ends the owner.
    Path temporary =
        new Path(incoming(), ArchiveName.encode(landed.owner()) + "%" + UUID.randomUUID());
    try {
      FileId.Hasher hasher = FileId.hasher(landed.pipeline(), landed.name());
      long size = DurableFile.write(fs, temporary, content, hasher);
      FileId.Digests digests = hasher.finish();
      FailPoint.pass(AFTER_UPLOAD);
      Path directory =
          new Path(root, landed.sourceType() + "/binary/" + HOUR.format(landed.captured()));
      Upload upload = new Upload(temporary, directory, landed.name(), size, digests);
      return new Original(
          digests.fileId(),
          landed.name(),
          size,
          digests.sha256(),
          place(upload).toUri().toString(),
          landed.captured());
    } catch (IOException e) {
      discard(temporary);
      throw Hadoop.away("archiving " + landed.name(), e);
    } catch (UncheckedIOException e) {
      discard(temporary);
      throw e;
    }
  }

  /** Moves an upload to its place: the name, or the name with a suffix, whichever is free first. */
  private Path place(Upload upload) throws IOException {
    String name = ArchiveName.encode(upload.name());
    FileId id = upload.digests().fileId();
    for (String suffix : new String[] {"", "." + id.abbreviated(), "." + id}) {
      Path target = new Path(upload.directory(), name + suffix);
      try {
        rename(upload.temporary(), target);
        return target;
      } catch (FileAlreadyExistsException e) {
        if (holds(target, upload)) {
          fs.delete(upload.temporary(), false);
          return target;
        }
      }
    }
    throw new IOException(
        "three names are taken by other content: " + new Path(upload.directory(), name));
  }

  /** Asks for the directory only where it is missing: once an hour. */
  private void rename(Path from, Path to) throws IOException {
    try {
      renames.rename(from, to, Options.Rename.NONE);
    } catch (FileNotFoundException e) {
      fs.mkdirs(to.getParent());
      renames.rename(from, to, Options.Rename.NONE);
    }
  }

  private boolean holds(Path target, Upload upload) throws IOException {
    if (fs.getFileStatus(target).getLen() != upload.size()) {
      return false;
    }
    if (registrations.knows(target, upload.digests().fileId())) {
      return true;
    }
    FileId.Hasher hasher = FileId.hasher("", "");
    try (InputStream in = fs.open(target)) {
      byte[] buffer = new byte[BUFFER];
      int n;
      while ((n = in.read(buffer)) >= 0) {
        hasher.update(buffer, 0, n);
      }
    }
    return hasher.finish().sha256().equals(upload.digests().sha256());
  }

  /** Best effort: what stays is swept at the next start. */
  private void discard(Path temporary) {
    try {
      fs.delete(temporary, false);
    } catch (IOException e) {
      // The error that led here says more.
    }
  }

  @Override
  public Registration register(Original original, Topic topic) {
    try {
      return registrations.put(path(original.archiveUri()), original, topic);
    } catch (IOException e) {
      throw Hadoop.away("registering " + original.archiveUri(), e);
    }
  }

  @Override
  public void fetch(Original original, java.nio.file.Path target) {
    FileId.Hasher hasher = FileId.hasher("", "");
    long size = 0;
    try (InputStream in = open(original);
        OutputStream out = Files.newOutputStream(target)) {
      byte[] buffer = new byte[BUFFER];
      int n;
      while ((n = in.read(buffer)) >= 0) {
        hasher.update(buffer, 0, n);
        out.write(buffer, 0, n);
        size += n;
      }
    } catch (IOException e) {
      throw Hadoop.unreadable("fetching " + original.archiveUri() + " to " + target, e);
    }
    if (size != original.size() || !hasher.finish().sha256().equals(original.sha256())) {
      throw new DataException(
          "the archived copy is not what was collected ("
              + size
              + " of "
              + original.size()
              + " bytes, or another SHA-256): "
              + original.archiveUri());
    }
  }

  @Override
  public void acknowledged(Original original) {
    // Originals stay.
  }

  @Override
  public InputStream open(Original original) {
    return open(original.archiveUri());
  }

  @Override
  public InputStream open(String archiveUri) {
    try {
      return fs.open(path(archiveUri), BUFFER);
    } catch (IOException e) {
      throw Hadoop.unreadable("opening " + archiveUri, e);
    } catch (IllegalArgumentException e) {
      throw new RetriableException(
          archiveUri + " is not on the configured file system: set hadoop.default-fs back", e);
    }
  }

  @Override
  public Optional<Instant> newest(String sourceType) {
    Path at = new Path(root, sourceType + "/binary");
    try {
      for (int level = 0; level < 2; level++) {
        FileStatus[] children = fs.listStatus(at);
        if (children.length == 0) {
          return Optional.empty();
        }
        at =
            Arrays.stream(children)
                .map(FileStatus::getPath)
                .max(Comparator.comparing(Path::getName))
                .get();
      }
      return Arrays.stream(fs.listStatus(at))
          .map(file -> Instant.ofEpochMilli(file.getModificationTime()))
          .max(Comparator.naturalOrder());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw Hadoop.away("listing " + at, e);
    }
  }

  @Override
  public List<Archived> list(String sourceType, Instant from, Instant to) {
    Path binary = new Path(root, sourceType + "/binary");
    try {
      return new ArchiveListing(fs, registrations).list(binary, from, to);
    } catch (IOException e) {
      throw Hadoop.away("listing " + binary, e);
    }
  }

  @Override
  public void remove(Archived original) {
    try {
      fs.delete(path(original.uri()), false);
    } catch (IOException e) {
      throw Hadoop.away("deleting " + original.uri(), e);
    }
  }

  private static Path path(String archiveUri) {
    try {
      return new Path(URI.create(archiveUri));
    } catch (IllegalArgumentException e) {
      throw new DataException("not an archive URI: " + archiveUri, e);
    }
  }

  @Override
  public void close() {
    try {
      fs.close();
    } catch (IOException e) {
      throw Hadoop.away("closing the archive", e);
    }
  }

  /** A file that was uploaded and has no name yet. */
  private record Upload(
      Path temporary, Path directory, String name, long size, FileId.Digests digests) {}
}
