package org.openspot.store.commit;

import org.openspot.core.identity.FileId;
import org.openspot.core.identity.RecordRanges;

/** What filling a commit needs to know, and where the filled one goes. Used by one thread. */
public interface CommitTarget {
  /** A directory of this claim's own for files to be staged in. */
  String stagingDirectory();

  /** Which records of an original are committed. */
  RecordRanges stored(FileId file);

  /** Takes the filled commit. */
  void commit(Commit commit);
}
