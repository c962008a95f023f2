package org.openspot.it.chaos;

import java.util.Locale;

/**
 * Something that goes wrong in a round.
 *
 * @param atMillis when, since the round began
 * @param kind what
 * @param target the process, pipeline or volume it happens to
 * @param detail a fail point, or empty
 * @param number what the kind counts: a passage, a partition, seconds
 * @param forMillis how long until it is over; 0 where it is over at once
 */
public record Fault(
    long atMillis, Kind kind, String target, String detail, long number, long forMillis) {

  /** What can go wrong. */
  public enum Kind {
    /** SIGKILL; a daemon is started again by its supervisor, a service when the fault is over. */
    KILL("kill -9"),
    /** SIGSTOP, and SIGCONT when it is over. */
    PAUSE("pause"),
    /** SIGTERM to a daemon of ours; its supervisor starts it again. */
    STOP("stop"),
    /** Killed; the one started instead kills itself at a fail point. */
    DIE_AT("kill -9, its successor at a fail point,"),
    /** Another worker on the same topic partition. */
    SECOND_WORKER("second worker of"),
    /** A file system has no byte left. */
    FULL("no space on"),
    /** Started again under a clock that then jumps. */
    CLOCK("clock jump of"),
    /** A topic gets one partition more. */
    WIDEN("one more partition for");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /** The line of a schedule. */
  public String text() {
    StringBuilder line = new StringBuilder();
    line.append(Schedule.at(atMillis)).append(kind.words).append(' ').append(target);
    switch (kind) {
      case DIE_AT -> line.append(' ').append(detail).append(':').append(number);
      case SECOND_WORKER -> line.append(" partition ").append(number);
      case CLOCK -> line.append(String.format(Locale.ROOT, " by %+d s", number));
      case KILL, PAUSE, STOP, FULL, WIDEN -> {}
    }
    if (forMillis > 0) {
      line.append(String.format(Locale.ROOT, " for %.1f s", forMillis / 1000.0));
    }
    return line.toString();
  }
}
