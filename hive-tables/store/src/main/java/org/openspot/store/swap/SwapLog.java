package org.openspot.store.swap;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openspot.core.error.CommitStateUnknownException;
import org.openspot.core.error.RetriableException;
import org.openspot.core.identity.FileId;
import org.openspot.schema.TableSpec;
import org.openspot.store.commit.LogJson;
import org.openspot.store.commit.PartitionDirectories;
import org.openspot.store.commit.PartitionPlace;
import org.openspot.store.commit.PartitionRef;
import org.openspot.store.commit.PlacedTables;
import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles;
import org.openspot.store.files.TableFiles.Renamed;
import org.openspot.store.lineage.Lineage;

/**
 * The histories of a source's table partitions: {@code <table>/_swaps/<partition>/<number>.json},
 * and {@code <number>.done} once everything a swap asks for has been done. Publishing a number
 * decides who swaps, as with manifests. Thread-safe.
 */
public final class SwapLog implements PartitionDirectories {
  private static final Pattern RECORD = Pattern.compile("(\\d{6})\\.json");
  private static final Pattern DONE = Pattern.compile("(\\d{6})\\.done");

  private static final String TEMPORARY = "_tmp-";
  private static final String MARK = "-done-";

  private final TableFiles files;
  private final PlacedTables tables;

  public SwapLog(TableFiles files, PlacedTables tables) {
    this.files = files;
    this.tables = tables;
  }

  /** A directory that the next swap of a table partition may fill. */
  String nextDirectory(PartitionRef ref, long number, String id) {
    return swappedRoot(ref) + "/" + number(number) + "-" + id;
  }

  /** Where the directories are that swaps of a table partition made. */
  public String swappedRoot(PartitionRef ref) {
    return tables.location(ref.table()) + "/_swapped/" + directoryName(ref);
  }

  private String directoryName(PartitionRef ref) {
    return tables.table(ref.table()).directory(ref.partition());
  }

  private String log(PartitionRef ref) {
    return tables.location(ref.table()) + "/_swaps/" + directoryName(ref);
  }

  @Override
  public PartitionPlace of(PartitionRef partition) {
    return history(partition).place();
  }

  /** What became of a table partition so far: one listing, where it was never swapped. */
  public SwapHistory history(PartitionRef ref) {
    List<StoredFile> listing = files.list(log(ref));
    List<Swap> swaps = new ArrayList<>();
    long done = 0;
    for (StoredFile file : listing) {
      Matcher record = RECORD.matcher(file.name());
      if (record.matches()) {
        swaps.add(read(file.path()));
      }
      Matcher mark = DONE.matcher(file.name());
      if (mark.matches()) {
        done = Math.max(done, Long.parseLong(mark.group(1)));
      }
    }
    return new SwapHistory(tables.directory(ref), swaps, done >= swaps.size());
  }

  private Swap read(String path) {
    byte[] json =
        files
            .read(path)
            .orElseThrow(
                () ->
                    new CommitStateUnknownException(
                        path + " is missing from the swaps: restore it from a backup", null));
    return LogJson.read(json, Swap.class, Swap.FORMAT, path);
  }

  /**
   * Publishes a swap under its number: from then on new files go to its directory.
   *
   * @return false if somebody else has the number
   * @throws RetriableException if somebody deleted the record before it was published
   */
  boolean publish(Swap swap) {
    PartitionRef ref = new PartitionRef(swap.table(), swap.partition());
    String temporary = log(ref) + "/" + TEMPORARY + swap.prefix() + swap.id();
    String target = log(ref) + "/" + number(swap.number()) + ".json";
    files.writeNew(temporary, LogJson.write(swap));
    Renamed renamed = files.renameNew(temporary, target);
    if (renamed == Renamed.NO_SOURCE && files.find(target).isEmpty()) {
      throw new RetriableException(
          temporary
              + " was deleted before it was published, so nothing is swapped: run the command"
              + " again, and let nobody else delete files there",
          null);
    }
    if (renamed == Renamed.DONE || read(target).id().equals(swap.id())) {
      return true;
    }
    files.delete(temporary);
    return false;
  }

  /**
   * Notes which rows a swap that is not published yet takes away for good. What a replay notes of
   * an original stands in place of what was noted before.
   */
  void writeRemoved(Swaps.Draft draft, Lineage removed) {
    files.writeNew(removedPath(draft.partition(), draft.number(), draft.id()), bytes(removed));
  }

  private static byte[] bytes(Lineage lineage) {
    return lineage.toJson().getBytes(StandardCharsets.UTF_8);
  }

  private String removedPath(PartitionRef ref, long number, String id) {
    return log(ref) + "/removed-" + number(number) + "-" + id + ".json";
  }

  /** Which rows a swap took away for good; none for most. */
  public Lineage removed(Swap swap) {
    String path =
        removedPath(new PartitionRef(swap.table(), swap.partition()), swap.number(), swap.id());
    return files
        .read(path)
        .map(json -> Lineage.parse(new String(json, StandardCharsets.UTF_8), path))
        .orElse(new Lineage(List.of()));
  }

  /** How many rows of each original are gone from a table partition for good. */
  public Map<FileId, Long> removed(PartitionRef ref) {
    Map<FileId, Long> gone = new HashMap<>();
    for (Swap swap : history(ref).swaps()) {
      Map<FileId, Long> rows = removed(swap).rowsByOriginal();
      if (swap.kind() == Swap.Kind.REPLAY) {
        gone.putAll(rows);
      } else {
        rows.forEach((file, count) -> gone.merge(file, count, Long::sum));
      }
    }
    return gone;
  }

  /** Notes that everything a swap asks for has been done. */
  void markDone(Swap swap) {
    PartitionRef ref = new PartitionRef(swap.table(), swap.partition());
    String temporary =
        log(ref) + "/" + TEMPORARY + swap.prefix() + swap.id() + MARK + System.nanoTime();
    files.writeNew(temporary, new byte[0]);
    if (files.renameNew(temporary, log(ref) + "/" + number(swap.number()) + ".done")
        != Renamed.DONE) {
      files.delete(temporary);
    }
  }

  /** When a swap was marked as done; empty if it is not. */
  Optional<Instant> doneAt(Swap swap) {
    PartitionRef ref = new PartitionRef(swap.table(), swap.partition());
    return files
        .find(log(ref) + "/" + number(swap.number()) + ".done")
        .map(mark -> Instant.ofEpochMilli(mark.modified()));
  }

  /**
   * Deletes what attempts left that lost their number or died before they published. What is on its
   * way to the next number, or to the newest one's mark, may be somebody else's who is at it.
   */
  void sweep(PartitionRef ref, SwapHistory history) {
    for (StoredFile file : files.list(log(ref))) {
      boolean lost =
          history.swaps().stream()
              .anyMatch(
                  swap ->
                      file.name().startsWith("removed-" + number(swap.number()) + "-")
                          && !file.name().contains(swap.id()));
      if (lost || isOver(file.name(), history)) {
        files.delete(file.path());
      }
    }
    for (StoredFile directory : files.list(swappedRoot(ref))) {
      for (Swap swap : history.swaps()) {
        if (directory.name().startsWith(swap.prefix()) && !directory.path().equals(swap.to())) {
          files.delete(directory.path());
        }
      }
    }
  }

  private static boolean isOver(String temporary, SwapHistory history) {
    boolean decided =
        history.swaps().stream().anyMatch(swap -> temporary.startsWith(TEMPORARY + swap.prefix()));
    boolean needed =
        !history.settled()
            && temporary.contains(MARK)
            && history
                .newest()
                .filter(newest -> temporary.startsWith(TEMPORARY + newest.prefix()))
                .isPresent();
    return decided && !needed;
  }

  /** Every table partition of a table that has a history. */
  public List<PartitionRef> swapped(TableSpec table) {
    List<PartitionRef> found = new ArrayList<>();
    PartitionTree.walk(
        files, table, tables.location(table.name()) + "/_swaps", found::add, stray -> {});
    return found;
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%06d", number);
  }
}
