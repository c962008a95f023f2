package org.openspot.store.commit;

import java.util.Optional;
import java.util.UUID;
import org.openspot.store.files.TableFiles;
import org.openspot.store.files.TableFiles.Renamed;

/** What a {@link Cut} has called instead. */
public final class Unguarded {
  private Unguarded() {}

  public static UUID uuid() {
    return ExploredWorker.nextUuid();
  }

  /** In place of {@link CommitLog}'s comparison: whatever is there is taken for one's own. */
  public static boolean holdsAnything(CommitLog log, String target, Manifest manifest) {
    return true;
  }

  /** The claim is not published, and taken for granted. */
  public static boolean publishedWithoutDoing(TableCommitter committer, Manifest claim) {
    return true;
  }

  /** Sorted files are taken over in nobody's name: all epochs share them. */
  static StoredRanges takeOverForAll(
      TableFiles files, String directory, long epoch, LogState state) {
    return StoredRanges.takeOver(files, directory, 0, state);
  }

  /** Whatever the rename said, it is taken for done. */
  public static Renamed renameRegardless(TableFiles files, String from, String to) {
    var unused = files.renameNew(from, to);
    return Renamed.DONE;
  }

  /** Numbers begin again below each checkpoint. */
  public static long sequenceOfManifests(LogState state) {
    return state.manifests().isEmpty() ? 0 : state.sequence();
  }

  /** Whatever was looked for is taken to be there. */
  public static boolean isAlwaysPresent(Optional<?> found) {
    return true;
  }

  /** The log is taken to be all manifests. */
  public static Optional<?> noCheckpoint(LogState state) {
    return Optional.empty();
  }
}
