package org.openspot.store.commit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openspot.core.error.CommitStateUnknownException;
import org.openspot.core.error.FencedException;
import org.openspot.core.error.RetriableException;
import org.openspot.core.lifecycle.Backoff;
import org.openspot.core.lifecycle.FailPoint;
import org.openspot.core.lifecycle.Pause;
import org.openspot.store.files.StoredFile;
import org.openspot.store.files.TableFiles;
import org.openspot.store.files.TableFiles.Renamed;

/**
 * The numbered manifests of one topic partition. Reading is safe from anywhere at any time;
 * publishing decides, for each number, who wrote it.
 */
public final class CommitLog {
  private static final int LOAD_ATTEMPTS = 10;
  private static final int DECIDING_ATTEMPTS = 6;

  private final TableFiles files;
  private final LogDirectory directory;

  /**
   * @param tableLocation the table's directory, absolute
   * @param topicPartition {@code <topic>-<partition>}
   */
  public CommitLog(TableFiles files, String tableLocation, String topicPartition) {
    this.files = files;
    this.directory = new LogDirectory(tableLocation + "/_commits/" + topicPartition);
  }

  /** Every log of a table. */
  public static List<CommitLog> all(TableFiles files, String tableLocation) {
    return files.list(tableLocation + "/_commits").stream()
        .filter(StoredFile::directory)
        .map(directory -> new CommitLog(files, tableLocation, directory.name()))
        .toList();
  }

  /** {@code <topic>-<partition>}. */
  public String topicPartition() {
    return directory.path().substring(directory.path().lastIndexOf('/') + 1);
  }

  /** Where the log is. */
  public String path() {
    return directory.path();
  }

  LogDirectory directory() {
    return directory;
  }

  /** Its dead letters, and what became of them. */
  public DeadLetterBook deadLetters() {
    return new DeadLetterBook(files, directory, () -> LogContents.of(this));
  }

  /** The partitions of a topic that have a log beside a table, in order. */
  public static List<Integer> partitions(TableFiles files, String tableLocation, String topic) {
    Pattern ofTopic = Pattern.compile(Pattern.quote(topic) + "-(\\d{1,9})");
    return files.list(tableLocation + "/_commits").stream()
        .map(file -> ofTopic.matcher(file.name()))
        .filter(Matcher::matches)
        .map(name -> Integer.valueOf(name.group(1)))
        .sorted()
        .toList();
  }

  /**
   * Everything the log says now.
   *
   * @throws CommitStateUnknownException if entries are missing or unreadable
   */
  public LogState load() {
    String missing = "";
    for (int attempt = 0; attempt < LOAD_ATTEMPTS; attempt++) {
      // A worker may checkpoint and delete between the listing and the reading: then list again.
      long checkpointSequence = 0;
      List<Long> sequences = new ArrayList<>();
      for (StoredFile file : files.list(directory.path())) {
        checkpointSequence =
            Math.max(checkpointSequence, LogDirectory.checkpointSequence(file.name()).orElse(0));
        LogDirectory.manifestSequence(file.name()).ifPresent(sequences::add);
      }
      missing = null;
      Checkpoint checkpoint = null;
      if (checkpointSequence > 0) {
        String path = directory.checkpoint(checkpointSequence);
        Optional<byte[]> json = files.read(path);
        if (json.isEmpty()) {
          missing = path;
          continue;
        }
        checkpoint = LogJson.read(json.get(), Checkpoint.class, Checkpoint.FORMAT, path);
      }
      List<Manifest> manifests = new ArrayList<>();
      long next = checkpointSequence + 1;
      for (long sequence : sequences) {
        if (sequence <= checkpointSequence) {
          continue;
        }
        String path = directory.manifest(next);
        Optional<byte[]> json = sequence == next ? files.read(path) : Optional.empty();
        if (json.isEmpty()) {
          missing = path;
          break;
        }
        manifests.add(readManifest(json.get(), path));
        next++;
      }
      if (missing == null) {
        return new LogState(checkpoint, manifests);
      }
    }
    throw missing(missing);
  }

  /** What this log says is stored, to be looked at only. */
  StoredRanges storedRanges(LogState state) {
    return StoredRanges.view(files, directory.runs(), state);
  }

  /**
   * Tells a sorted file that is gone from one that has another owner, or that a later checkpoint
   * did away with: those are found when the log is loaded again.
   *
   * @throws CommitStateUnknownException if one is gone: what it says is stored would be stored
   *     again
   */
  void requireSortedFiles() {
    LogState state = load();
    Optional<String> missing = StoredRanges.missing(files, directory.runs(), state);
    // A checkpoint is written before what it does without is deleted: so the new one is seen here.
    if (missing.isPresent() && load().checkpoint().equals(state.checkpoint())) {
      throw missing(missing.get() + "@…");
    }
  }

  private static CommitStateUnknownException missing(String path) {
    return new CommitStateUnknownException(
        path + " is missing from the commit log: restore it from a backup", null);
  }

  private static Manifest readManifest(byte[] json, String path) {
    return LogJson.read(json, Manifest.class, Manifest.FORMAT, path);
  }

  /**
   * Publishes a manifest under its sequence: the commit.
   *
   * @return true if it is published, false if the number was taken by another
   * @throws RetriableException if it certainly is not published and may be tried again
   * @throws CommitStateUnknownException if that cannot be told
   * @throws FencedException if it is, but newer workers have left it behind: rename nothing
   */
  boolean publish(Manifest manifest) {
    String target = directory.manifest(manifest.sequence());
    String temporary =
        directory.temporary(LogDirectory.number(manifest.sequence()) + "-" + manifest.commitId());
    files.writeNew(temporary, LogJson.write(manifest));
    FailPoint.pass(FailPoints.MANIFEST_WRITTEN);
    return certainly(target, () -> rename(temporary, target, manifest));
  }

  /** Runs the step that decides, again and again, until its outcome is known. */
  private boolean certainly(String target, Supplier<Boolean> step) {
    Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));
    RetriableException last = null;
    for (int attempt = 0; attempt < DECIDING_ATTEMPTS; attempt++) {
      try {
        if (last != null) {
          Pause.of(backoff.nextPause());
        }
        return step.get();
      } catch (RetriableException e) {
        last = e;
        if (Thread.currentThread().isInterrupted()) {
          break;
        }
      }
    }
    throw new CommitStateUnknownException(
        "whether " + target + " was published cannot be told: " + last.getMessage(), last);
  }

  private boolean rename(String temporary, String target, Manifest manifest) {
    // Taken, or renamed by an attempt of which the answer was lost: what is there tells.
    if (files.renameNew(temporary, target) != Renamed.DONE && !holds(target, manifest)) {
      files.delete(temporary);
      return false;
    }
    requireNotLeftBehind(manifest.sequence());
    return true;
  }

  private boolean holds(String target, Manifest manifest) {
    return files
        .read(target)
        .map(json -> readManifest(json, target).commitId().equals(manifest.commitId()))
        .orElse(false);
  }

  private void requireNotLeftBehind(long sequence) {
    for (StoredFile file : files.list(directory.path())) {
      OptionalLong checkpoint = LogDirectory.checkpointSequence(file.name());
      if (checkpoint.isPresent() && checkpoint.getAsLong() >= sequence) {
        throw new FencedException(
            directory.path()
                + " is already checkpointed through "
                + checkpoint.getAsLong()
                + ": this worker was paused while another took over");
      }
    }
  }
}
