package org.openspot.it.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openspot.collector.CollectorSteps;
import org.openspot.it.chaos.Drop.Manner;
import org.openspot.it.chaos.Fault.Kind;
import org.openspot.store.commit.FailPoints;
import org.openspot.worker.WorkerFailPoints;

/**
 * What happens in one round: all of it is drawn from the seed, so that the same seed is the same
 * schedule. What the machine makes of it in which order is not.
 *
 * @param seed also of the files' contents
 * @param drops in the order of their time
 * @param faults in the order of their time
 */
public record Schedule(long seed, List<Drop> drops, List<Fault> faults) {
  /** How long files land and faults begin; all are over a little later. */
  static final long MILLIS = 6000;

  /** Every this many rounds there are captures of DNS too, and a burst. */
  static final int DNS_EVERY = 6;

  static final int BURST_EVERY = 8;

  /** The volumes that can be full. */
  public static final String LANDING = "landing";

  public static final String SCRATCH = "scratch";
  public static final String DATANODE_DISK = "datanode-disk";

  private static final List<String> COLLECTORS = List.of("collector-proxy", "collector-flow");
  private static final List<String> WORKERS =
      List.of("worker-proxy-0", "worker-proxy-1", "worker-flow-0");
  private static final List<String> SERVICES =
      List.of("kafka", "kafka", "datanode", "datanode", "namenode", "namenode", "hiveserver2");
  private static final List<String> WORKER_POINTS =
      Stream.concat(FailPoints.ALL.stream(), WorkerFailPoints.ALL.stream()).toList();

  /** The schedule of a seed. */
  public static Schedule of(long seed, int burst) {
    // Neighbouring seeds of Random begin alike.
    return new Draw(seed, new Random(seed * 0x9E3779B97F4A7C15L ^ 0x5DEECE66DL), burst).schedule();
  }

  /** The pipelines that files land for. */
  public Set<String> pipelines() {
    return drops.stream().map(Drop::pipeline).collect(Collectors.toSet());
  }

  /** One line a step. */
  public String text() {
    record Line(long at, String text) {}
    return Stream.concat(
            drops.stream().map(drop -> new Line(drop.atMillis(), drop.text())),
            faults.stream().map(fault -> new Line(fault.atMillis(), fault.text())))
        .sorted(Comparator.comparingLong(Line::at))
        .map(Line::text)
        .collect(Collectors.joining("\n", "seed " + seed + "\n", "\n"));
  }

  static String at(long millis) {
    return String.format(Locale.ROOT, "at %.2f s ", millis / 1000.0);
  }

  /** The drawing of one schedule. */
  private static final class Draw {
    private final long seed;
    private final Random random;
    private final int burst;
    private final List<Drop> drops = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private int files;

    Draw(long seed, Random random, int burst) {
      this.seed = seed;
      this.random = random;
      this.burst = burst;
    }

    Schedule schedule() {
      int count = 2 + random.nextInt(4);
      for (int i = 0; i < count; i++) {
        faults.add(fault());
      }
      for (int i = 0; i < 22; i++) {
        drops.add(proxy());
      }
      for (int i = 0; i < 10; i++) {
        drops.add(flow());
      }
      if (Math.floorMod(seed, DNS_EVERY) == 0) {
        for (int i = 0; i < 3; i++) {
          drops.add(drop("dns", Manner.RENAMED, 20 + random.nextInt(60)));
        }
      }
      if (Math.floorMod(seed, BURST_EVERY) == 0) {
        drops.add(new Drop(time(), "proxy", Manner.BURST, files, burst, 1));
      }
      return new Schedule(seed, inOrder(drops, Drop::atMillis), inOrder(faults, Fault::atMillis));
    }

    private static <T> List<T> inOrder(List<T> steps, ToLongFunction<T> time) {
      return steps.stream().sorted(Comparator.comparingLong(time)).toList();
    }

    private long time() {
      return random.nextInt((int) MILLIS);
    }

    private Fault fault() {
      int kind = random.nextInt(100);
      if (kind < 16) {
        return fault(Kind.KILL, daemon(), 0);
      } else if (kind < 28) {
        return fault(Kind.PAUSE, daemon(), 500 + random.nextInt(3500));
      } else if (kind < 32) {
        return fault(Kind.STOP, daemon(), 0);
      } else if (kind < 52) {
        return dieAt();
      } else if (kind < 60) {
        return secondWorker();
      } else if (kind < 73) {
        return fault(Kind.KILL, one(SERVICES), random.nextInt(2500));
      } else if (kind < 84) {
        return fault(Kind.PAUSE, one(SERVICES), 500 + random.nextInt(3000));
      } else if (kind < 93) {
        return fault(
            Kind.FULL,
            one(List.of(LANDING, LANDING, SCRATCH, DATANODE_DISK)),
            1000 + random.nextInt(3000));
      } else if (kind < 97) {
        return clock();
      }
      return fault(Kind.WIDEN, one(List.of("proxy", "flow")), 0);
    }

    private Fault fault(Kind kind, String target, long forMillis) {
      return new Fault(time(), kind, target, "", 0, forMillis);
    }

    private Fault dieAt() {
      boolean collector = random.nextInt(3) == 0;
      String target = one(collector ? COLLECTORS : WORKERS);
      String point = one(collector ? CollectorSteps.ALL : WORKER_POINTS);
      return new Fault(time() / 2, Kind.DIE_AT, target, point, 1 + random.nextInt(4), 0);
    }

    private Fault secondWorker() {
      String pipeline = one(List.of("proxy", "flow"));
      return new Fault(
          time(), Kind.SECOND_WORKER, pipeline, "", random.nextInt(2), 2000 + random.nextInt(3000));
    }

    private Fault clock() {
      long seconds = one(List.of(-90_000L, -3600L, -30L, 30L, 3600L, 90_000L));
      String target = random.nextBoolean() ? one(COLLECTORS) : one(WORKERS);
      return new Fault(time() / 2, Kind.CLOCK, target, "", seconds, 3500 + random.nextInt(1500));
    }

    private String daemon() {
      return random.nextInt(5) < 2 ? one(COLLECTORS) : one(WORKERS);
    }

    /** Where there may be no space a sensor renames: what it wrote half it does not land. */
    private boolean isTight() {
      return faults.stream()
          .anyMatch(one -> one.kind() == Kind.FULL && one.target().equals(LANDING));
    }

    private Drop proxy() {
      int draw = random.nextInt(100);
      int records = 1 + random.nextInt(40);
      Manner manner;
      if (draw < 40) {
        manner = Manner.RENAMED;
      } else if (draw < 55) {
        manner = Manner.IN_PLACE;
      } else if (draw < 75) {
        manner = Manner.APPENDED;
      } else if (draw < 80) {
        manner = Manner.TORN;
      } else if (draw < 84) {
        manner = Manner.LINKED;
      } else if (draw < 90) {
        manner = Manner.AGAIN;
      } else if (draw < 96) {
        manner = Manner.SUCCESSOR;
      } else {
        manner = draw < 98 ? Manner.EMPTY : Manner.SYMBOLIC_LINK;
      }
      boolean written =
          manner == Manner.IN_PLACE || manner == Manner.APPENDED || manner == Manner.TORN;
      return drop(
          "proxy", written && isTight() ? Manner.RENAMED : manner, written ? records + 4 : records);
    }

    private Drop flow() {
      int draw = random.nextInt(100);
      // Some are beyond the inline limit and travel as pointers.
      int records = random.nextInt(3) == 0 ? 200 + random.nextInt(400) : 5 + random.nextInt(60);
      Manner manner;
      if (draw < 58) {
        manner = Manner.RENAMED;
      } else if (draw < 74) {
        manner = isTight() ? Manner.RENAMED : Manner.IN_PLACE;
      } else if (draw < 80) {
        manner = Manner.CUT;
      } else if (draw < 88) {
        manner = Manner.DAMAGED;
      } else if (draw < 94) {
        manner = Manner.AGAIN;
      } else if (draw < 98) {
        manner = Manner.SUCCESSOR;
      } else {
        manner = Manner.EMPTY;
      }
      return drop("flow", manner, records);
    }

    private Drop drop(String pipeline, Manner manner, int records) {
      int number = files;
      // A successor is a file of its own.
      files += manner == Manner.SUCCESSOR ? 2 : 1;
      return new Drop(time(), pipeline, manner, number, 1, records);
    }

    private <T> T one(List<T> of) {
      return of.get(random.nextInt(of.size()));
    }
  }
}
