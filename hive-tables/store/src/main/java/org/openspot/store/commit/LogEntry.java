package org.openspot.store.commit;

/** An entry of a log, which says in which layout it was written. */
public interface LogEntry {
  /** The layout's number; higher ones are newer. */
  int format();
}
