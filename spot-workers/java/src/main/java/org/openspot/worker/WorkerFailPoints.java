package org.openspot.worker;

import java.util.List;

/** The steps of a worker outside the commit protocol at which a test may have it killed. */
public final class WorkerFailPoints {
  public static final String POLLED = "worker.polled";
  public static final String FETCHED = "worker.fetched";
  public static final String EVENT_TAKEN = "worker.event-taken";
  public static final String OFFSETS_REPORTED = "worker.offsets-reported";

  /** All of them. */
  public static final List<String> ALL = List.of(POLLED, FETCHED, EVENT_TAKEN, OFFSETS_REPORTED);

  private WorkerFailPoints() {}
}
