package org.openspot.it;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.openspot.core.lifecycle.Pause;
import org.openspot.it.chaos.Contents;
import org.openspot.it.chaos.Drop;
import org.openspot.it.chaos.Drop.Manner;
import org.openspot.it.chaos.Fault;
import org.openspot.it.chaos.Found;
import org.openspot.it.chaos.Original;
import org.openspot.it.chaos.Schedule;
import org.openspot.it.chaos.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One round: files land while things go wrong; then all is mended, settles, and is judged. */
final class ChaosRound {
  private static final Logger LOG = LoggerFactory.getLogger(ChaosRound.class);
  private static final Duration SETTLING = Duration.ofSeconds(150);

  /** How many files of a burst a machine takes a second at least. */
  private static final int FILES_A_SECOND = 15;

  /** How long a verdict that is not clean, with nothing under way, may go on being none. */
  private static final Duration DOUBT = Duration.ofSeconds(45);

  private static final Duration RESTARTING = Duration.ofSeconds(90);

  private static final Duration LOOK = Duration.ofMillis(300);

  private final ChaosSite site;
  private final Schedule schedule;
  private final Services services;
  private final Map<String, Volume> volumes;
  private final Path clocks;
  private final List<Original> originals = new ArrayList<>();
  private final List<String> leftOut = new CopyOnWriteArrayList<>();
  private volatile long deadline = Long.MAX_VALUE;

  ChaosRound(
      ChaosSite site,
      Schedule schedule,
      Services services,
      Map<String, Volume> volumes,
      Path clocks) {
    this.site = site;
    this.schedule = schedule;
    this.services = services;
    this.volumes = volumes;
    this.clocks = clocks;
  }

  /** Runs it to its end. */
  RoundResult run() {
    long began = System.nanoTime();
    ScheduledExecutorService threads = Executors.newScheduledThreadPool(48);
    try (Evidence evidence = new Evidence(site)) {
      site.need(schedule.pipelines());
      var unused = site.deaths();
      Injection injection = new Injection(site, services, volumes, clocks, threads);
      List<Future<?>> faults = new ArrayList<>();
      List<Future<?>> drops = new ArrayList<>();
      for (Fault fault : schedule.faults()) {
        faults.add(
            threads.schedule(
                () -> {
                  LOG.debug("{}", fault.text());
                  if (!injection.begin(fault)) {
                    leftOut.add(fault.text());
                  }
                },
                fault.atMillis(),
                TimeUnit.MILLISECONDS));
      }
      Contents contents = new Contents(schedule.seed());
      for (Drop drop : schedule.drops()) {
        List<Original> files = contents.of(drop);
        originals.addAll(files);
        drops.add(
            threads.schedule(() -> land(drop, files), drop.atMillis(), TimeUnit.MILLISECONDS));
      }
      for (Future<?> fault : faults) {
        join(fault);
      }
      Pause.of(lastEnd(began));
      injection.heal();
      double healed = seconds(began);
      LOG.debug("every fault is over after {} s", Math.round(healed));
      deadline =
          System.nanoTime()
              + SETTLING.toNanos()
              + TimeUnit.SECONDS.toNanos(originals.size() / FILES_A_SECOND);
      for (Future<?> drop : drops) {
        join(drop);
      }
      LOG.debug("all has landed after {} s", Math.round(seconds(began)));
      Judged judged = judged(evidence);
      List<String> deaths = site.deaths();
      return new RoundResult(
          schedule,
          originals,
          judged.found,
          withDeaths(judged.verdict, deaths),
          List.copyOf(leftOut),
          deaths,
          healed,
          seconds(began));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** What systemd would leave down is a fault of ours too. */
  private static Verdict withDeaths(Verdict verdict, List<String> deaths) {
    List<String> problems = new ArrayList<>(verdict.problems());
    deaths.stream()
        .filter(Actor::givesUp)
        .forEach(death -> problems.add(death + " (and systemd would not start it again)"));
    return new Verdict(verdict.lost(), verdict.twice(), problems, verdict.orphans());
  }

  private void land(Drop drop, List<Original> files) {
    Sensor sensor =
        new Sensor(
            site.pipeline(drop.pipeline()).landing(), () -> System.nanoTime() - deadline > 0);
    if (drop.manner() == Manner.BURST) {
      Actor collector = site.actor("collector-" + drop.pipeline());
      collector.signal("STOP");
      sensor.land(drop, files);
      collector.signal("CONT");
    } else {
      sensor.land(drop, files);
    }
  }

  private void join(Future<?> step) throws InterruptedException {
    try {
      long left = deadline == Long.MAX_VALUE ? SETTLING.toNanos() : deadline - System.nanoTime();
      step.get(Math.max(left, 1), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a step of the round failed: " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("a step of the round does not end", e);
    }
  }

  /** How long until the last fault is over by itself. */
  private Duration lastEnd(long began) {
    long end =
        schedule.faults().stream()
            .mapToLong(fault -> fault.atMillis() + fault.forMillis())
            .max()
            .orElse(0);
    long left = began + TimeUnit.MILLISECONDS.toNanos(end) - System.nanoTime();
    return Duration.ofNanos(Math.max(0, left));
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  private record Judged(Found found, Verdict verdict) {}

  /** Looks until all is as it should be, or until that is not to be expected any more. */
  private Judged judged(Evidence evidence) {
    Judged last = null;
    long doubt = Long.MAX_VALUE;
    int looks = 0;
    String waits = "";
    while (System.nanoTime() - deadline < 0) {
      Optional<String> underWay = look(evidence);
      if (underWay.isPresent()) {
        waits = underWay.get();
        Pause.of(LOOK);
        continue;
      }
      LOG.debug("all is at rest; {} originals to look for", originals.size());
      last = judge(evidence);
      if (last.verdict.isClean()) {
        return last;
      }
      LOG.debug("not yet: {}", last.verdict.text());
      // Seen twice: at first sight one may be just about to go.
      if (last.verdict.problems().isEmpty() && looks++ == 1) {
        LOG.debug("restarting all daemons");
        site.restart();
        // Ending takes a daemon up to half a minute.
        doubt = System.nanoTime() + RESTARTING.toNanos();
        deadline = Math.max(deadline, doubt);
      }
      doubt = Math.min(doubt, System.nanoTime() + DOUBT.toNanos());
      if (System.nanoTime() - doubt > 0) {
        return last;
      }
      Pause.of(LOOK.multipliedBy(3));
    }
    if (last == null) {
      last = judge(evidence);
    }
    List<String> problems = new ArrayList<>(last.verdict.problems());
    problems.add(0, "did not settle; it waited for " + waits);
    return new Judged(
        last.found,
        new Verdict(last.verdict.lost(), last.verdict.twice(), problems, last.verdict.orphans()));
  }

  private static Optional<String> look(Evidence evidence) {
    try {
      return evidence.underWay();
    } catch (RuntimeException e) {
      return Optional.of(e.toString());
    }
  }

  private Judged judge(Evidence evidence) {
    LocalDate day = Contents.day(schedule.seed());
    Found there = evidence.of(day, schedule.pipelines());
    Found found =
        new Found(
            there.rows(),
            there.rejects(),
            there.deadLetters(),
            there.archive(),
            there.failed(),
            evidence.orphans());
    return new Judged(found, Verdict.of(originals, found));
  }
}
