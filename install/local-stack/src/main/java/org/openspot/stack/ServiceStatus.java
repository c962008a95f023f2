package org.openspot.stack;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * How one service of the stack is.
 *
 * @param name kafka, namenode, datanode or hiveserver2
 * @param state whether it runs, and whether it answers
 * @param pid its process id, if it runs
 * @param address where it is reached
 * @param log its log file
 * @param detail one line: why it is not answering; empty when it is
 */
public record ServiceStatus(
    String name, State state, OptionalLong pid, String address, Path log, String detail) {

  /** Whether a service runs and answers. */
  public enum State {
    /** No process that this stack began is there. */
    DOWN,
    /** Its process is there, and does not do its work, or not yet. */
    NOT_ANSWERING,
    /** It did a piece of its real work when asked. */
    ANSWERING
  }

  /** Whether it answered. */
  public boolean answers() {
    return state == State.ANSWERING;
  }
}
