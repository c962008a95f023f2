package org.openspot.archive;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.openspot.archive.Archive.Archived;
import org.openspot.core.identity.FileId;

/** Lists the originals of one source, hour by hour. Attributes are asked for several at a time. */
final class ArchiveListing {
  private static final DateTimeFormatter HOUR =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuuMMdd/HH")
          .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
          .toFormatter(Locale.ROOT);
  private static final int AT_ONCE = 8;

  private final FileSystem fs;
  private final Registrations registrations;

  ArchiveListing(FileSystem fs, Registrations registrations) {
    this.fs = fs;
    this.registrations = registrations;
  }

  List<Archived> list(Path binary, Instant from, Instant to) throws IOException {
    List<Archived> all = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      for (FileStatus day : sorted(binary)) {
        for (FileStatus hour : sorted(day.getPath())) {
          Optional<Instant> captured =
              hour(day.getPath().getName() + "/" + hour.getPath().getName());
          if (captured.isPresent()
              && !captured.get().isBefore(from.truncatedTo(ChronoUnit.HOURS))
              && captured.get().isBefore(to)) {
            collect(hour.getPath(), captured.get(), threads, all);
          }
        }
      }
    } finally {
      threads.shutdownNow();
    }
    return all;
  }

  private static Optional<Instant> hour(String directory) {
    try {
      return Optional.of(LocalDateTime.parse(directory, HOUR).toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private void collect(Path hour, Instant captured, ExecutorService threads, List<Archived> all)
      throws IOException {
    List<Future<List<Archived>>> asked = new ArrayList<>();
    for (FileStatus file : sorted(hour)) {
      if (file.isFile()) {
        asked.add(threads.submit(() -> archived(file, captured)));
      }
    }
    for (Future<List<Archived>> answer : asked) {
      try {
        all.addAll(answer.get());
      } catch (ExecutionException e) {
        throw new IOException(e.getCause().getMessage(), e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while listing " + hour, e);
      }
    }
  }

  private List<Archived> archived(FileStatus file, Instant hour) throws IOException {
    Path path = file.getPath();
    List<FileId> originals;
    try {
      originals = registrations.originals(path);
    } catch (FileNotFoundException e) {
      // Removed since it was listed.
      return List.of();
    }
    Instant arrived = Instant.ofEpochMilli(file.getModificationTime());
    String name = ArchiveName.decode(path.getName()).orElse(path.getName());
    String uri = path.toUri().toString();
    if (originals.isEmpty()) {
      return List.of(new Archived(null, name, uri, file.getLen(), arrived, hour));
    }
    return originals.stream()
        .map(original -> new Archived(original, name, uri, file.getLen(), arrived, hour))
        .toList();
  }

  private List<FileStatus> sorted(Path directory) throws IOException {
    FileStatus[] children;
    try {
      children = fs.listStatus(directory);
    } catch (FileNotFoundException e) {
      return List.of();
    }
    return Arrays.stream(children).sorted(Comparator.comparing(FileStatus::getPath)).toList();
  }
}
