package org.openspot.worker.spark;

import org.openspot.core.identity.FileId;
import org.openspot.core.identity.RecordRanges;
import org.openspot.store.commit.Commit;
import org.openspot.store.commit.CommitTarget;
import org.openspot.store.commit.StoredRecords;

/** Takes a task's commit, which the driver makes true. */
final class TaskTarget implements CommitTarget {
  private final String stagingDirectory;
  private final StoredRecords stored;
  private Commit taken;

  TaskTarget(String stagingDirectory, StoredRecords stored) {
    this.stagingDirectory = stagingDirectory;
    this.stored = stored;
  }

  @Override
  public String stagingDirectory() {
    return stagingDirectory;
  }

  @Override
  public RecordRanges stored(FileId file) {
    return stored.of(file);
  }

  @Override
  public void commit(Commit commit) {
    taken = commit;
  }

  Commit taken() {
    return taken;
  }
}
