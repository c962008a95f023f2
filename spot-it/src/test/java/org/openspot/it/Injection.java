package org.openspot.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.openspot.it.chaos.Fault;

/** Makes the faults of a round happen, and ends them. */
final class Injection {
  /** Debian's package libfaketime. */
  private static final List<Path> CLOCK_LIBRARIES =
      List.of(
          Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
          Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"));

  private static final long CLOCK_MILLIS = 1500;

  private final ChaosSite site;
  private final Services services;
  private final Map<String, Volume> volumes;
  private final Path clocks;
  private final ScheduledExecutorService later;
  private final List<Actor> wrongClocks = new ArrayList<>();

  /**
   * @param volumes by their name in schedules; those that could not be mounted are not there
   * @param clocks a directory for the clocks of processes
   * @param later ends faults when their time has come
   */
  Injection(
      ChaosSite site,
      Services services,
      Map<String, Volume> volumes,
      Path clocks,
      ScheduledExecutorService later) {
    this.site = site;
    this.services = services;
    this.volumes = volumes;
    this.clocks = clocks;
    this.later = later;
  }

  /** The library that gives a process a clock of its own, if it is installed. */
  static Optional<Path> clockLibrary() {
    return CLOCK_LIBRARIES.stream().filter(Files::exists).findFirst();
  }

  /** Lets a fault begin; false if it is none of those that can happen here. */
  boolean begin(Fault fault) {
    String target = fault.target();
    boolean service = Services.has(target);
    switch (fault.kind()) {
      case KILL -> {
        if (service) {
          services.kill(target);
          later(fault, services::startAgain);
        } else {
          site.actor(target).signal("KILL");
        }
      }
      case PAUSE -> {
        signal(target, "STOP");
        later(fault, () -> signal(target, "CONT"));
      }
      case STOP -> site.actor(target).signal("TERM");
      case DIE_AT -> site.actor(target).dieAt(fault.detail(), fault.number());
      case SECOND_WORKER -> {
        SpotProcess intruder = site.intruder(target, fault.number());
        later(fault, () -> intruder.trySignal("KILL"));
      }
      case FULL -> {
        return fill(fault);
      }
      case CLOCK -> {
        return clock(fault);
      }
      case WIDEN -> {
        return site.widen(target);
      }
    }
    return true;
  }

  private void signal(String target, String signal) {
    if (Services.has(target)) {
      services.signal(target, signal);
    } else {
      site.actor(target).signal(signal);
    }
  }

  private boolean fill(Fault fault) {
    Volume volume = volumes.get(fault.target());
    if (volume == null) {
      return false;
    }
    volume.fill();
    later(fault, volume::free);
    return true;
  }

  private boolean clock(Fault fault) {
    Optional<Path> library = clockLibrary();
    if (library.isEmpty()) {
      return false;
    }
    Actor actor = site.actor(fault.target());
    Path clock = clocks.resolve(fault.target());
    set(clock, 0);
    actor.with(
        Map.of(
            "LD_PRELOAD", library.get().toString(),
            "FAKETIME_TIMESTAMP_FILE", clock.toString(),
            "FAKETIME_CACHE_DURATION", "1",
            "FAKETIME_DONT_FAKE_MONOTONIC", "1",
            "NO_FAKE_STAT", "1"));
    synchronized (this) {
      wrongClocks.add(actor);
    }
    var unused =
        later.schedule(() -> set(clock, fault.number()), CLOCK_MILLIS, TimeUnit.MILLISECONDS);
    later(fault, () -> set(clock, 0));
    return true;
  }

  private static void set(Path clock, long seconds) {
    try {
      Files.createDirectories(clock.getParent());
      Files.writeString(clock, String.format(Locale.ROOT, "%+d%n", seconds));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void later(Fault fault, Runnable end) {
    var unused = later.schedule(end, fault.forMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends every fault. */
  void heal() {
    volumes.values().forEach(Volume::free);
    site.heal();
    synchronized (this) {
      // No daemon waits by the clock on the wall any more, so that one set back stops none: this
      // only lets the round end without the library in its processes.
      wrongClocks.forEach(actor -> actor.signal("KILL"));
      wrongClocks.clear();
    }
    services.heal();
  }
}
