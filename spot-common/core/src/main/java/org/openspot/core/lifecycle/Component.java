package org.openspot.core.lifecycle;

/**
 * A part of a daemon with a life of its own. Its constructor does no I/O; {@link #start} returns
 * once the component works or throws; {@link #stop} finishes what is in flight, may be called from
 * another thread, and may be called without a start.
 */
public interface Component {
  void start();

  void stop();
}
