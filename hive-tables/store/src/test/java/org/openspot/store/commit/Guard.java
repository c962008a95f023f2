package org.openspot.store.commit;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.openspot.store.files.TableFiles;

/**
 * A guard of the commit protocol, and how to take it out: without it the explorer must find a
 * history in which something is lost, doubled or stuck.
 */
@SuppressWarnings("ImmutableEnumChecker") // List.of, and predicates that hold nothing.
enum Guard {
  /** HDFS refuses to rename over an existing manifest. */
  MANIFESTS_ARE_NEVER_REPLACED(path -> LogDirectory.manifestSequence(name(path)).isPresent()),

  /** A worker takes over only once its claim is in the log. */
  CLAIM_IS_PUBLISHED_FIRST(
      cut(
          TableCommitter.class,
          "claim",
          TableCommitter.class,
          "published",
          "publishedWithoutDoing")),

  /** After anything but plain success the worker reads back what has its number. */
  OUTCOME_IS_READ_BACK(cut(CommitLog.class, "rename", CommitLog.class, "holds", null)),

  /** What has its number is its own only with its own commit id. */
  COMMIT_ID_IS_COMPARED(cut(CommitLog.class, "rename", CommitLog.class, "holds", "holdsAnything")),

  /** After a success the log is looked at again: a checkpoint at or above it means zombie. */
  ZOMBIES_LOOK_AGAIN(cut(CommitLog.class, "rename", CommitLog.class, "requireNotLeftBehind", null)),

  /** What is committed is published before the next commit, and before a checkpoint. */
  COMMITS_ARE_PUBLISHED_FIRST(
      cut(TableCommitter.class, "commit", TableCommitter.class, "publishAll", null)),

  /** A claim finishes what its predecessors have left. */
  PREDECESSORS_ARE_FINISHED(
      cut(TableCommitter.class, "takeOver", TableCommitter.class, "publishAll", null)),

  /** A claim sweeps the staging and temporary manifests of lower epochs only. */
  ONLY_LOWER_EPOCHS_ARE_SWEPT(
      cut(TableCommitter.class, "cleanLowerEpochs", OptionalLong.class, "getAsLong", null)),

  /** A claim sweeps. */
  LOWER_EPOCHS_ARE_SWEPT(
      cut(TableCommitter.class, "takeOver", TableCommitter.class, "cleanLowerEpochs", null)),

  /** Who claims takes the sorted files it builds on to its own epoch. */
  SORTED_FILES_ARE_OWNED(
      cut(TableCommitter.class, "takeOver", StoredRanges.class, "takeOver", "takeOverForAll")),

  /** A worker deletes sorted files of its own and lower epochs only. */
  ONLY_OWN_SORTED_FILES_ARE_DELETED(
      cut(StoredRanges.class, "clean", StoredRanges.class, "epochOf", null)),

  /** A checkpoint that another has prevented is none: nothing is cleaned below it. */
  CHECKPOINT_IS_WON(
      cut(
          TableCommitter.class,
          "writeCheckpoint",
          TableFiles.class,
          "renameNew",
          "renameRegardless")),

  /** Numbers go on above a checkpoint. */
  NUMBERS_ARE_NEVER_REUSED(
      cut(TableCommitter.class, "claimAfter", LogState.class, "sequence", "sequenceOfManifests")),

  /** What is committed counts as stored at once. */
  COMMITTED_IS_KNOWN(cut(TableCommitter.class, "commit", StoredRanges.class, "add", null)),

  /** Who takes over remembers the table partitions that Hive may not know. */
  UNREGISTERED_IS_REMEMBERED(
      cut(TableCommitter.class, "takeOver", RegistrationQueue.class, "add", null)),

  /** After an unknown outcome a worker claims again unless another has claimed meanwhile. */
  CLAIMED_AGAIN_ONLY_IF_STILL_MINE(
      cut(TableCommitter.class, "claim", TableCommitter.class, "requireStillMine", null)),

  /** A checkpoint above what a worker has written shows that another has claimed. */
  CHECKPOINTS_OF_OTHERS_COUNT(
      cut(TableCommitter.class, "requireStillMine", LogState.class, "checkpoint", "noCheckpoint")),

  /** Sorted files are taken over from lower epochs only. */
  SORTED_FILES_GO_UP_ONLY(cut(StoredRanges.class, "own", StoredRanges.class, "epochOf", null)),

  /** A worker whose sorted file has gone asks the log who has it. */
  GONE_FILES_ARE_ASKED_ABOUT(
      cut(RunFile.class, "read", Optional.class, "isPresent", "isAlwaysPresent"));

  private final List<Cut> cuts;
  private final Predicate<String> replaced;

  Guard(Cut... cuts) {
    this.cuts = List.of(cuts);
    this.replaced = path -> false;
  }

  Guard(Predicate<String> replaced) {
    this.cuts = List.of();
    this.replaced = replaced;
  }

  /** Production code without this guard. */
  BiConsumer<TableFiles, String> worker() {
    return WovenLoader.worker(cuts);
  }

  /** A file system without this guard. */
  Disk disk() {
    return Disk.empty(replaced);
  }

  private static Cut cut(
      Class<?> type, String method, Class<?> owner, String call, String instead) {
    return new Cut(type, method, owner, call, instead);
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
