package org.openspot.store.swap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openspot.core.error.RetriableException;
import org.openspot.core.lifecycle.FailPoint;
import org.openspot.core.lifecycle.Pause;
import org.openspot.store.commit.CommittedFileMissingException;
import org.openspot.store.commit.PartitionRef;
import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles;
import org.openspot.store.files.TableFiles.Renamed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out swaps. Whoever finds one that is published and not finished can finish it: every step
 * may be done twice, by two processes at once. Thread-safe.
 *
 * <p>A swap is published first, with its new files in its new directory already; from then on
 * workers put what they commit there too. Files that reached the old directory and are not replaced
 * are copied, Hive is told the new directory in one call, and the swap is marked as done. The old
 * directory stays as it is for queries that have begun, until {@link #clean}.
 */
public final class Swaps {
  private static final Logger LOG = LoggerFactory.getLogger(Swaps.class);

  private final TableFiles files;
  private final SwapLog log;
  private final HivePartitions hive;
  private final Clock clock;
  private final Duration settle;

  /**
   * @param settle how long a worker may take between asking for the directory and renaming into it;
   *     one that takes longer moves its file itself, which may appear a moment late
   */
  public Swaps(TableFiles files, SwapLog log, HivePartitions hive, Clock clock, Duration settle) {
    this.files = files;
    this.log = log;
    this.hive = hive;
    this.clock = clock;
    this.settle = settle;
  }

  /** The histories that these swaps go to. */
  public SwapLog log() {
    return log;
  }

  /** The Hive that is told of them. */
  public HivePartitions hive() {
    return hive;
  }

  /** A new directory for the next swap of a table partition, and its number. */
  public record Draft(PartitionRef partition, String from, long number, String id, String to) {
    Swap swap(
        Swap.Kind kind,
        String by,
        Instant at,
        List<Swap.SwappedFile> replaced,
        List<Swap.SwappedFile> added,
        String operation) {
      return new Swap(
          Swap.FORMAT,
          number,
          id,
          kind,
          by,
          at,
          partition.table(),
          partition.partition(),
          from,
          to,
          replaced,
          added,
          operation);
    }
  }

  /**
   * Begins a swap: nothing is decided yet, and files may be written to its directory.
   *
   * @throws RetriableException if the swap before cannot be finished now
   */
  public Draft draft(PartitionRef partition) {
    finish(partition);
    SwapHistory history = log.history(partition);
    String id = UUID.randomUUID().toString().substring(0, 8);
    long number = history.swaps().size() + 1L;
    return new Draft(
        partition, history.current(), number, id, log.nextDirectory(partition, number, id));
  }

  /** Gives a draft up, with what was written for it. */
  public void drop(Draft draft) {
    files.delete(draft.to());
  }

  /**
   * Makes a swap take effect.
   *
   * @return false if somebody else swapped the table partition meanwhile; then this one has left
   *     nothing behind
   */
  public boolean execute(Swap swap) {
    PartitionRef partition = new PartitionRef(swap.table(), swap.partition());
    FailPoint.pass(SwapFailPoints.PREPARED);
    if (!log.publish(swap)) {
      files.delete(swap.to());
      return false;
    }
    FailPoint.pass(SwapFailPoints.PUBLISHED);
    Pause.of(settle);
    log.sweep(partition, log.history(partition));
    finish(swap);
    return true;
  }

  /** Finishes the newest swap of a table partition, if somebody left it unfinished. */
  public void finish(PartitionRef partition) {
    SwapHistory history = log.history(partition);
    if (!history.settled()) {
      // Whoever published it may be at it, or may have died before this.
      Pause.of(settle);
      finish(history.newest().orElseThrow());
    }
  }

  private void finish(Swap swap) {
    PartitionRef partition = new PartitionRef(swap.table(), swap.partition());
    if (!addedIsThere(swap, log.history(partition))) {
      throw new CommittedFileMissingException(
          swap.to()
              + " lacks files that were to replace others in "
              + swap.from()
              + ", which is still whole: see docs/operations.md, A committed file is missing");
    }
    carryOver(swap);
    FailPoint.pass(SwapFailPoints.CARRIED_OVER);
    place(partition, swap.to());
    FailPoint.pass(SwapFailPoints.HIVE_TOLD);
    log.markDone(swap);
    FailPoint.pass(SwapFailPoints.MARKED);
    // What a worker renamed into the old directory after the first look.
    carryOver(swap);
    keepHiveTold(partition, swap.to());
    LOG.info(
        "Swapped {} {}: {} files for {} ({})",
        swap.table(),
        swap.partition(),
        swap.replaced().size(),
        swap.added().size(),
        swap.kind());
  }

  /** Has Hive read a table partition from where it is now. */
  void tellHive(PartitionRef partition) {
    keepHiveTold(partition, "");
  }

  /**
   * Others may have gone on while Hive was told, and their word may have come before this one's:
   * what is told last must be where the table partition is.
   *
   * @param told what Hive was told
   */
  private void keepHiveTold(PartitionRef partition, String told) {
    String last = told;
    for (SwapHistory now = log.history(partition);
        !now.current().equals(last);
        now = log.history(partition)) {
      if (!now.settled()) {
        // Not all that belongs to it may be in its directory yet.
        finish(partition);
      }
      last = now.current();
      place(partition, last);
    }
  }

  /** Has Hive read a table partition from a directory; one without files is forgotten. */
  private void place(PartitionRef partition, String directory) {
    if (isEmpty(directory)) {
      hive.forget(partition);
      if (isEmpty(directory)) {
        return;
      }
      // A worker put a file there meanwhile, and may have registered it before it was forgotten.
    }
    hive.place(partition, files.uri(directory));
  }

  private boolean isEmpty(String directory) {
    return files.list(directory).stream().noneMatch(Swaps::isVisible);
  }

  /** True for what readers of a directory see. */
  public static boolean isVisible(StoredFile file) {
    return !file.directory() && !file.name().startsWith("_") && !file.name().startsWith(".");
  }

  private void carryOver(Swap swap) {
    Set<String> replaced = swap.replacedNames();
    for (StoredFile file : files.list(swap.from())) {
      if (isVisible(file) && !replaced.contains(file.name())) {
        carryOver(file, swap.to() + "/" + file.name());
      }
    }
  }

  /** The worker itself may move the file meanwhile, and somebody else may finish this swap. */
  private void carryOver(StoredFile file, String target) {
    if (isThere(target, file)) {
      return;
    }
    String temporary = target.substring(0, target.lastIndexOf('/')) + "/_copy-" + UUID.randomUUID();
    try {
      copy(file, temporary);
      if (files.renameNew(temporary, target) == Renamed.DONE) {
        return;
      }
    } catch (RetriableException e) {
      files.delete(temporary);
      if (isThere(target, file)) {
        return;
      }
      throw e;
    }
    files.delete(temporary);
    if (!isThere(target, file)) {
      throw new RetriableException(target + " is not what " + file.path() + " is");
    }
  }

  private void copy(StoredFile file, String target) {
    try (InputStream in = files.open(file.path());
        OutputStream out = files.create(target)) {
      in.transferTo(out);
    } catch (IOException e) {
      throw new RetriableException(
          "cannot copy " + file.path() + " to " + target + ": " + e.getMessage(), e);
    }
    if (files.find(target).map(StoredFile::length).orElse(-1L) != file.length()) {
      throw new RetriableException(file.path() + " changed while it was copied");
    }
    files.setModified(target, file.modified());
  }

  private boolean isThere(String target, StoredFile file) {
    return files.find(target).filter(found -> found.length() == file.length()).isPresent();
  }

  /**
   * Deletes what swaps of a table partition left behind, once they were done for so long: files
   * that were replaced, and files of which there is a copy in the new directory. Finishes the
   * newest swap first, if somebody left it unfinished.
   *
   * @return how many files went
   */
  public int clean(PartitionRef partition, Duration grace) {
    SwapHistory history = log.history(partition);
    if (!history.settled()) {
      // Of an hour in which nothing happens any more nobody else would.
      finish(partition);
      history = log.history(partition);
    }
    int deleted = 0;
    boolean told = false;
    for (Swap swap : history.swaps()) {
      Optional<Instant> done = log.doneAt(swap);
      if (done.isEmpty()
          || done.get().plus(grace).isAfter(clock.instant())
          || files.list(swap.from()).isEmpty()) {
        continue;
      }
      if (!addedIsThere(swap, history)) {
        LOG.error(
            "{} lacks files of a swap: what they replaced in {} stays", swap.to(), swap.from());
        continue;
      }
      if (!told) {
        // Whoever told Hive last may have died with old news: nothing that it reads may go.
        tellHive(partition);
        told = true;
      }
      Set<String> replaced = swap.replacedNames();
      boolean stays = false;
      for (StoredFile file : files.list(swap.from())) {
        if (!isVisible(file)) {
          files.delete(file.path());
        } else if (replaced.contains(file.name()) || isInHistory(file, swap, history)) {
          files.delete(file.path());
          deleted++;
        } else {
          stays = true;
        }
      }
      if (!stays && !swap.from().equals(history.usual())) {
        // Not with what is in it: a worker that asked before the swap may rename into it just now.
        files.deleteEmpty(swap.from());
      }
    }
    return deleted;
  }

  /** True if the files that a swap added are whole, or were themselves replaced by a later one. */
  private boolean addedIsThere(Swap swap, SwapHistory history) {
    return swap.added().stream()
        .allMatch(
            file ->
                files
                        .find(swap.to() + "/" + file.name())
                        .filter(found -> found.length() == file.length())
                        .isPresent()
                    || history.swaps().stream()
                        .filter(later -> later.number() > swap.number())
                        .anyMatch(later -> later.replacedNames().contains(file.name())));
  }

  /** True if a file went along with a swap: it is in the directory after, or was replaced later. */
  private boolean isInHistory(StoredFile file, Swap swap, SwapHistory history) {
    if (isThere(swap.to() + "/" + file.name(), file)) {
      return true;
    }
    return history.swaps().stream()
        .filter(later -> later.number() > swap.number())
        .anyMatch(
            later ->
                later.replacedNames().contains(file.name())
                    || isThere(later.to() + "/" + file.name(), file));
  }
}
