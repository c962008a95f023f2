package org.openspot.store.commit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far one worker process has come: everything its file system has answered so far. The next
 * operation follows from that, and is known once somebody has run the process this far.
 */
final class Step {
  private static long made;

  private final String process;
  private final Step before;
  private final Object answer;
  private final int length;
  private final long id = ++made;
  private final Map<Object, Step> after = new HashMap<>(2);
  private Operation next;
  private boolean ended;
  private RuntimeException error;

  private Step(String process, Step before, Object answer, int length) {
    this.process = process;
    this.before = before;
    this.answer = answer;
    this.length = length;
  }

  /** The beginning of a process. */
  static Step first(String process) {
    return new Step(process, null, null, 0);
  }

  String process() {
    return process;
  }

  /** Which of all steps this is. */
  long id() {
    return id;
  }

  /** How many operations it has done. */
  int length() {
    return length;
  }

  /** Every answer so far, in order. */
  Object[] answers() {
    Object[] answers = new Object[length];
    Step step = this;
    for (int i = length - 1; i >= 0; i--) {
      answers[i] = step.answer;
      step = step.before;
    }
    return answers;
  }

  /**
   * The highest manifest that it has tried to publish; 0 before it has staged anything, when no
   * claim of its own needs to have succeeded.
   */
  long highestAttempt() {
    long highest = 0;
    boolean staged = false;
    for (Step step = before; step != null; step = step.before) {
      Operation done = step.next;
      staged |= done.kind() == Operation.Kind.WRITE && done.path().contains("/_staging/");
      if (done.kind() == Operation.Kind.RENAME) {
        String name = done.target().substring(done.target().lastIndexOf('/') + 1);
        highest = Math.max(highest, LogDirectory.manifestSequence(name).orElse(0));
      }
    }
    return staged ? highest : 0;
  }

  /** The step once its next operation is answered. */
  Step after(Object answerToNext) {
    return after.computeIfAbsent(answerToNext, value -> new Step(process, this, value, length + 1));
  }

  /** What it does next; empty if it has ended, or nobody knows yet. */
  Optional<Operation> next() {
    return Optional.ofNullable(next);
  }

  /**
   * Notes what it does next.
   *
   * @throws IllegalStateException if it did something else the last time
   */
  void does(Operation operation) {
    if (ended || (next != null && !next.equals(operation))) {
      throw new IllegalStateException(
          process + " is not the same each time: " + operation + " and " + next);
    }
    next = operation;
  }

  boolean ended() {
    return ended;
  }

  /** What it ended with; empty if all was well. */
  Optional<RuntimeException> error() {
    return Optional.ofNullable(error);
  }

  void ends(RuntimeException with) {
    ended = true;
    error = with;
  }
}
