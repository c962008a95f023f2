package org.openspot.store.commit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.openspot.store.files.TableFiles;

/**
 * Explores the commit protocol: every way in which two workers on one topic partition can come to
 * its end, up to a number of mishaps. What runs is the production code; the explorer is the file
 * system below it, and decides at each operation what happens.
 *
 * <p>At each operation of a worker, one of these is a <b>mishap</b>:
 *
 * <ul>
 *   <li>it is paused before the operation, and the other worker runs (until a mishap of its own, or
 *       its end): so every worker may wake up late as a zombie, and write on;
 *   <li>its process is killed before the operation (which is after the one before): another process
 *       takes its place, now or when the other worker is through;
 *   <li>the operation is carried out and its answer lost;
 *   <li>the operation fails without effect.
 * </ul>
 *
 * When both are through, a last process claims, does what is left, and {@link ProtocolInvariants}
 * are checked; some of them are checked at each operation.
 *
 * <p><b>Bounds.</b> Two workers; the events of {@link ExploredWorker#EVENTS} (three commits, one of
 * two files, one of a duplicate), a checkpoint every two manifests; each worker is killed at most
 * {@value #KILLS} times; and so many mishaps in one history as {@link #explore} is told. A file is
 * written in one step (HDFS shows its name before its bytes; nobody looks at a name here before its
 * writer has told it). Registration with Hive never gets an answer, so that everything stays to be
 * remembered. Time stands still: nothing in the protocol looks at a clock.
 *
 * <p><b>How.</b> A process is a function of what its file system answered ({@link Step}). So a
 * state is a disk and two steps; states seen are not seen again; and a process is run, from its
 * beginning and on recorded answers, only where no earlier history has shown what it does next.
 * Histories with fewer mishaps come first: what is found has the least that it takes.
 */
final class ProtocolExplorer {
  static final int KILLS = 2;

  private static final int LAST = 2;
  private static final List<String> NAMES = List.of("A", "B", "last");

  /**
   * What an exploration came to.
   *
   * @param states different ones
   * @param runs of processes from their beginning
   * @param endings different disks at the end
   */
  record Explored(long states, long runs, long endings) {}

  /** A history that ends in something that must not be. */
  static final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Violation(String what, Throwable cause) {
      super(what, cause);
    }
  }

  /** Thrown through a worker that is not to go on. */
  private static final class Stopped extends Error {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super("stopped", null, false, false);
    }
  }

  /** What may happen to a worker before, or instead of, an operation. */
  enum Mishap {
    PAUSED,
    KILLED,
    ANSWER_LOST,
    REFUSED
  }

  /** The disk, and where each worker is; null for one that is through. */
  private record State(Disk disk, Step first, Step second, Step last) {
    Step of(int worker) {
      return worker == 0 ? first : worker == 1 ? second : last;
    }

    State with(int worker, Step step) {
      return new State(
          disk,
          worker == 0 ? step : first,
          worker == 1 ? step : second,
          worker == LAST ? step : last);
    }

    State with(Disk next) {
      return new State(next, first, second, last);
    }
  }

  /** The mishaps of a history, latest first. */
  private record Trail(Trail before, Mishap mishap, Step at) {
    static String tell(Trail trail) {
      StringBuilder text = new StringBuilder();
      for (Trail event = trail; event != null; event = event.before()) {
        text.insert(
            0,
            "\n  "
                + event.at().process()
                + " "
                + event.mishap()
                + " at its operation "
                + (event.at().length() + 1)
                + ": "
                + event.at().next().map(Operation::toString).orElse("none"));
      }
      return text.isEmpty() ? "\n  without any mishap" : text.toString();
    }
  }

  /** A history to be continued by one worker, whose next operation has its answer lost or so. */
  private record Branch(State state, int worker, Mishap mishap, Trail trail) {}

  private final BiConsumer<TableFiles, String> worker;
  private final Disk beginning;
  private final Set<Mishap> kinds;
  private final ProtocolInvariants invariants = new ProtocolInvariants();
  private final LongSet seen = new LongSet();
  private final List<Deque<Branch>> branches = new ArrayList<>();
  private final Step[][] beginnings = new Step[LAST + 1][KILLS + 1];
  private int mishaps;
  private long runs;
  private long endings;

  /**
   * @param worker runs one process on files, under a name, to its end
   * @param beginning what is on the file system when the first worker starts
   * @param kinds the mishaps that happen
   */
  ProtocolExplorer(BiConsumer<TableFiles, String> worker, Disk beginning, Set<Mishap> kinds) {
    this.kinds = EnumSet.copyOf(kinds);
    this.worker = worker;
    this.beginning = beginning;
    for (int i = 0; i <= LAST; i++) {
      for (int kills = 0; kills <= KILLS; kills++) {
        beginnings[i][kills] = Step.first(NAMES.get(i) + (i == LAST ? "" : kills + 1));
      }
    }
  }

  /** What a worker leaves that is killed after its first checkpoint, with a file half staged. */
  static Disk leftAfterACheckpoint(BiConsumer<TableFiles, String> worker, Disk empty) {
    Disk[] disk = {empty};
    OperationFiles files =
        new OperationFiles(
            operation -> {
              if (ProtocolInvariants.isStagedAfterACheckpoint(disk[0])) {
                throw new Stopped();
              }
              Disk.Answered answered = disk[0].on(operation);
              disk[0] = answered.disk();
              return answered.answer();
            });
    try {
      worker.accept(files, "before");
    } catch (Stopped e) {
      return disk[0];
    }
    throw new IllegalStateException("it wrote no checkpoint");
  }

  /**
   * Explores every history of at most so many mishaps.
   *
   * @throws Violation at the first that ends in what must not be
   */
  Explored explore(int atMost) {
    for (int i = 0; i <= atMost; i++) {
      branches.add(new ArrayDeque<>());
    }
    State start = new State(beginning, beginnings[0][0], beginnings[1][0], beginnings[LAST][0]);
    branches.get(0).push(new Branch(start, 0, null, null));
    for (mishaps = 0; mishaps <= atMost; mishaps++) {
      Deque<Branch> open = branches.get(mishaps);
      while (!open.isEmpty()) {
        follow(open.pop());
      }
    }
    return new Explored(seen.size(), runs, endings);
  }

  private void follow(Branch branch) {
    State state = branch.state();
    int turn = branch.worker();
    Mishap mishap = branch.mishap();
    try {
      while (state != null) {
        Step step = state.of(turn);
        if (step == null) {
          turn = next(state);
          if (turn < 0) {
            endings++;
            invariants.checkEnd(state.disk());
            return;
          }
        } else if (step.ended()) {
          invariants.checkEnding(step, state.disk());
          state = state.with(turn, null);
        } else if (step.next().isEmpty()) {
          state = run(state, turn, branch.trail());
        } else if (mishap == null && !arrives(state, turn, branch.trail())) {
          return;
        } else {
          state = take(state, turn, mishap);
          mishap = null;
        }
      }
    } catch (ProtocolInvariants.Broken e) {
      throw new Violation(e.getMessage() + ", after" + Trail.tell(branch.trail()), e);
    }
  }

  /** The worker that runs when another is through; negative when all are. */
  private static int next(State state) {
    for (int i = 0; i <= LAST; i++) {
      if (state.of(i) != null) {
        return i;
      }
    }
    return -1;
  }

  /** Runs a process up to where it is and on from there. Null if that was seen before. */
  private State run(State from, int turn, Trail trail) {
    runs++;
    Step begun = from.of(turn);
    Object[] answers = begun.answers();
    State[] state = {from};
    int[] passed = {0};
    boolean[] stopped = {false};
    OperationFiles files =
        new OperationFiles(
            operation -> {
              if (stopped[0]) {
                throw new Stopped();
              }
              if (passed[0] < answers.length) {
                return answers[passed[0]++];
              }
              Step step = state[0].of(turn);
              step.does(operation);
              if (!arrives(state[0], turn, trail)) {
                stopped[0] = true;
                throw new Stopped();
              }
              try {
                Disk.Answered answered = carriedOut(state[0], step);
                state[0] = state[0].with(answered.disk()).with(turn, step.after(answered.answer()));
                return answered.answer();
              } catch (ProtocolInvariants.Broken e) {
                stopped[0] = true;
                throw e;
              }
            });
    try {
      worker.accept(files, begun.process());
      state[0].of(turn).ends(null);
    } catch (Stopped e) {
      return null;
    } catch (ProtocolInvariants.Broken e) {
      throw e;
    } catch (RuntimeException e) {
      state[0].of(turn).ends(e);
    }
    return state[0];
  }

  /** Notes a state and every mishap that it may meet next; false if it was seen before. */
  private boolean arrives(State state, int turn, Trail trail) {
    if (!seen.add(identity(state, turn))) {
      return false;
    }
    if (turn == LAST || mishaps + 1 >= branches.size()) {
      return true;
    }
    Step step = state.of(turn);
    Operation operation = step.next().orElseThrow();
    for (Mishap mishap : kinds) {
      if (operation.changes() || mishap == Mishap.PAUSED || mishap == Mishap.REFUSED) {
        Trail told = new Trail(trail, mishap, step);
        branches(state, turn, told).forEach(branches.get(mishaps + 1)::push);
      }
    }
    return true;
  }

  /** How a history goes on after a mishap. */
  private List<Branch> branches(State state, int turn, Trail trail) {
    int other = 1 - turn;
    boolean alone = state.of(other) == null;
    return switch (trail.mishap()) {
      case PAUSED -> alone ? List.of() : List.of(new Branch(state, other, null, trail));
      case KILLED -> {
        Step again = again(turn, state.of(turn));
        State killed = state.with(turn, again);
        if (again == null) {
          yield List.of(new Branch(killed, other, null, trail));
        }
        // One that has not begun yet is as good as the one that takes the place.
        yield alone || state.of(other).length() == 0
            ? List.of(new Branch(killed, turn, null, trail))
            : List.of(
                new Branch(killed, turn, null, trail), new Branch(killed, other, null, trail));
      }
      case ANSWER_LOST, REFUSED -> List.of(new Branch(state, turn, trail.mishap(), trail));
    };
  }

  /** The process that takes the place of one that was killed, or null if that was enough. */
  private Step again(int turn, Step step) {
    for (int kills = 0; kills < KILLS; kills++) {
      if (beginnings[turn][kills].process().equals(step.process())) {
        return beginnings[turn][kills + 1];
      }
    }
    return null;
  }

  private State take(State state, int turn, Mishap mishap) {
    Step step = state.of(turn);
    Disk.Fault fault = new Disk.Fault("the file system is away");
    if (mishap == Mishap.REFUSED) {
      return state.with(turn, step.after(fault));
    }
    Disk.Answered answered = carriedOut(state, step);
    return state
        .with(answered.disk())
        .with(turn, step.after(mishap == Mishap.ANSWER_LOST ? fault : answered.answer()));
  }

  private Disk.Answered carriedOut(State state, Step step) {
    Operation operation = step.next().orElseThrow();
    Disk.Answered answered = state.disk().on(operation);
    invariants.check(state.disk(), step, answered);
    return answered;
  }

  private static long identity(State state, int turn) {
    long identity = mixed(state.disk().hash() ^ mixed(turn + 1));
    for (int i = 0; i <= LAST; i++) {
      Step step = state.of(i);
      // Mixed one after the other: small numbers side by side would cancel each other.
      identity = mixed(identity + mixed(step == null ? 0 : step.id()));
    }
    return identity;
  }

  /** The finalizer of SplitMix64: every bit of the value changes half of the others. */
  private static long mixed(long value) {
    long mixed = value + 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
