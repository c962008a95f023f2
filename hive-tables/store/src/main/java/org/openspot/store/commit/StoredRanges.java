package org.openspot.store.commit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.function.Consumer;
import org.openspot.core.error.FencedException;
import org.openspot.core.identity.FileId;
import org.openspot.core.identity.RecordRanges;
import org.openspot.store.commit.Checkpoint.RunRef;
import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles;
import org.openspot.store.files.TableFiles.Renamed;

/**
 * Which records of which originals are stored: those of recent manifests on the heap, all before in
 * sorted files. Not thread-safe.
 *
 * <p>A sorted file's name ends in the epoch that owns it. A worker that takes over renames the
 * files it builds on to its own epoch, and deletes only what its own or lower epochs own: so a
 * worker that was paused while another took over finds them gone, and can delete nothing that is in
 * use.
 */
final class StoredRanges {
  /** A run is merged with the one before it unless that is this many times as large. */
  private static final int MERGE_FACTOR = 4;

  private final TableFiles files;
  private final String directory;
  private final long epoch;
  private final List<RunRef> runs;
  private final List<RunFile> open = new ArrayList<>();
  private final Map<FileId, List<RunEntry>> recent = new HashMap<>();
  private int recentEntries;

  private StoredRanges(TableFiles files, String directory, long epoch, List<RunRef> runs) {
    this.files = files;
    this.directory = directory;
    this.epoch = epoch;
    this.runs = new ArrayList<>(runs);
  }

  /**
   * Takes over what a log's state builds on.
   *
   * @throws FencedException if files have gone to another epoch meanwhile: load the log again
   */
  static StoredRanges takeOver(TableFiles files, String directory, long epoch, LogState state) {
    List<RunRef> runs = state.checkpoint().map(Checkpoint::runs).orElse(List.of());
    StoredRanges ranges = new StoredRanges(files, directory, epoch, runs);
    if (!runs.isEmpty()) {
      List<StoredFile> listing = files.list(directory);
      for (RunRef run : runs) {
        ranges.own(run, listing);
        ranges.open.add(RunFile.open(files, ranges.path(run.name())));
      }
    }
    state.manifests().forEach(ranges::add);
    return ranges;
  }

  /**
   * Opens what a log's state builds on, whoever owns it, to be looked at only.
   *
   * @throws FencedException if files have gone meanwhile: load the log again
   */
  static StoredRanges view(TableFiles files, String directory, LogState state) {
    List<RunRef> runs = state.checkpoint().map(Checkpoint::runs).orElse(List.of());
    StoredRanges ranges = new StoredRanges(files, directory, 0, runs);
    List<StoredFile> listing = runs.isEmpty() ? List.of() : files.list(directory);
    for (RunRef run : runs) {
      StoredFile found =
          listing.stream()
              .filter(file -> baseName(file.name()).equals(run.name()))
              .findFirst()
              .orElseThrow(() -> new FencedException(directory + "/" + run.name() + " has gone"));
      ranges.open.add(RunFile.open(files, found.path()));
    }
    state.manifests().forEach(ranges::add);
    return ranges;
  }

  /** A sorted file that a log's state builds on and that nobody owns; empty if all are there. */
  static Optional<String> missing(TableFiles files, String directory, LogState state) {
    List<RunRef> runs = state.checkpoint().map(Checkpoint::runs).orElse(List.of());
    List<String> there =
        runs.isEmpty()
            ? List.of()
            : files.list(directory).stream().map(file -> baseName(file.name())).toList();
    return runs.stream()
        .map(RunRef::name)
        .filter(name -> !there.contains(name))
        .map(name -> directory + "/" + name)
        .findFirst();
  }

  private void own(RunRef run, List<StoredFile> listing) {
    String owned = path(run.name());
    for (StoredFile file : listing) {
      // A higher epoch's are in use: this worker was left behind since it loaded the log.
      if (baseName(file.name()).equals(run.name()) && epochOf(file.name()) <= epoch) {
        if (file.path().equals(owned) || files.renameNew(file.path(), owned) == Renamed.DONE) {
          return;
        }
      }
    }
    throw new FencedException(directory + "/" + run.name() + " has gone to another worker");
  }

  void add(Manifest manifest) {
    for (Ingested ingested : manifest.originals()) {
      recent
          .computeIfAbsent(ingested.file(), file -> new ArrayList<>(1))
          .add(RunEntry.of(ingested));
      recentEntries++;
    }
  }

  /** How many entries are on the heap. */
  int recentEntries() {
    return recentEntries;
  }

  /** The stored ranges of one original. */
  RecordRanges of(FileId file) {
    RecordRanges ranges = new RecordRanges();
    recent.getOrDefault(file, List.of()).forEach(entry -> ranges.add(entry.range()));
    open.forEach(run -> run.collect(file, ranges));
    return ranges;
  }

  /** Gives every entry, in no particular order. */
  void forEach(Consumer<RunEntry> consumer) {
    open.forEach(run -> run.iterator().forEachRemaining(consumer));
    recent.values().forEach(entries -> entries.forEach(consumer));
  }

  /** Writes what is on the heap to a sorted file, merged with those of its size. */
  List<RunRef> flush(long sequence) {
    List<RunEntry> entries = new ArrayList<>(recentEntries);
    recent.values().forEach(entries::addAll);
    entries.sort(null);
    List<Iterator<RunEntry>> inputs = new ArrayList<>();
    inputs.add(entries.iterator());
    long size = entries.size();
    int kept = runs.size();
    while (kept > 0 && runs.get(kept - 1).entries() < size * MERGE_FACTOR) {
      kept--;
      inputs.add(open.get(kept).iterator());
      size += runs.get(kept).entries();
    }
    if (size > 0) {
      String name =
          LogDirectory.number(sequence) + "-" + UUID.randomUUID().toString().substring(0, 8);
      long written = RunFile.write(files, path(name), new Merge(inputs));
      RunFile merged = RunFile.open(files, path(name));
      runs.subList(kept, runs.size()).clear();
      open.subList(kept, open.size()).clear();
      runs.add(new RunRef(name, written));
      open.add(merged);
    }
    recent.clear();
    recentEntries = 0;
    return List.copyOf(runs);
  }

  /** Deletes sorted files that no checkpoint needs any more, of this and lower epochs. */
  void clean() {
    List<String> inUse = runs.stream().map(RunRef::name).toList();
    for (StoredFile file : files.list(directory)) {
      if (!inUse.contains(baseName(file.name())) && epochOf(file.name()) <= epoch) {
        files.delete(file.path());
      }
    }
  }

  private String path(String name) {
    return directory + "/" + name + "@" + epoch;
  }

  private static String baseName(String fileName) {
    int at = fileName.lastIndexOf('@');
    return at < 0 ? fileName : fileName.substring(0, at);
  }

  private static long epochOf(String fileName) {
    int at = fileName.lastIndexOf('@');
    return at < 0 ? Long.MAX_VALUE : Long.parseLong(fileName.substring(at + 1));
  }

  /** Several ordered inputs as one. */
  private static final class Merge implements Iterator<RunEntry> {
    private record Head(RunEntry entry, Iterator<RunEntry> rest) {}

    private final PriorityQueue<Head> heads =
        new PriorityQueue<>(Comparator.comparing(Head::entry));

    Merge(List<Iterator<RunEntry>> inputs) {
      inputs.forEach(this::offer);
    }

    private void offer(Iterator<RunEntry> input) {
      if (input.hasNext()) {
        heads.add(new Head(input.next(), input));
      }
    }

    @Override
    public boolean hasNext() {
      return !heads.isEmpty();
    }

    @Override
    public RunEntry next() {
      Head head = heads.poll();
      if (head == null) {
        throw new NoSuchElementException();
      }
      offer(head.rest());
      return head.entry();
    }
  }
}
