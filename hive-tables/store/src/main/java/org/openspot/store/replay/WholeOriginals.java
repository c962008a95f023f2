package org.openspot.store.replay;

import org.openspot.core.identity.FileId;

/** Says which originals are in a table whole, so that a replay can put all of one in its place. */
public interface WholeOriginals {
  /** True if every record of an original is committed, and none is in a dead letter's range. */
  boolean isWhole(FileId file);
}
