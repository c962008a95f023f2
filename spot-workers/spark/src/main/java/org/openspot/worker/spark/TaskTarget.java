package org.openspot.worker.spark;

import org.openspot.core.identity.FileId;
import org.openspot.core.identity.RecordRanges;
import org.openspot.store.commit.Commit;
import org.openspot.store.commit.CommitTarget;
import org.openspot.store.commit.LogContents;

/** Takes a task's commit, which the driver makes true. */
final class TaskTarget implements CommitTarget {
  private final String stagingDirectory;
  private final LogContents contents;
  private Commit taken;

  TaskTarget(String stagingDirectory, LogContents contents) {
    this.stagingDirectory = stagingDirectory;
    this.contents = contents;
  }

  @Override
  public String stagingDirectory() {
    return stagingDirectory;
  }

  @Override
  public RecordRanges stored(FileId file) {
    return contents.stored(file);
  }

  @Override
  public void commit(Commit commit) {
    taken = commit;
  }

  Commit taken() {
    return taken;
  }
}
