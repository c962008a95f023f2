package org.openspot.worker.spark;

import java.io.Serializable;
import java.util.function.Supplier;
import org.openspot.schema.row.DerivedRows;
import org.openspot.store.commit.TableLocations;
import org.openspot.store.files.TableFiles;
import org.openspot.worker.EventIngest;
import org.openspot.worker.WorkerSettings;

/**
 * How a task comes to what it works with, in whichever JVM it runs: what is sent there is this, and
 * it opens the rest.
 */
public interface TaskParts extends Serializable {
  /**
   * Opens what tasks of one JVM share; the first call does, others get the same.
   *
   * @throws org.openspot.core.error.RetriableException if something is away
   */
  Opened open();

  /**
   * What a task works with. Thread-safe.
   *
   * @param derivations makes what follows from rows, for each task; may give null for nothing
   * @param events a new reader of events, for one task, with scratch space of that name
   */
  record Opened(
      TableFiles files,
      TableLocations tables,
      WorkerSettings settings,
      Supplier<DerivedRows> derivations,
      EventReaders events) {}

  /** Makes readers of events. */
  interface EventReaders {
    /** A reader for one task. */
    EventIngest open(String scratch);
  }
}
