package org.openspot.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.openspot.core.error.FencedException;
import org.openspot.core.error.RetriableException;

class DaemonTest {
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final Daemon daemon = new Daemon(Clock.systemUTC());

  private Component component(String name) {
    return component(name, () -> {}, () -> {});
  }

  private Component component(String name, Runnable onStart, Runnable onStop) {
    return new Component() {
      @Override
      public void start() {
        events.add("start " + name);
        onStart.run();
      }

      @Override
      public void stop() {
        events.add("stop " + name);
        onStop.run();
      }
    };
  }

  private static void fenced() {
    throw new FencedException("somebody else");
  }

  private CompletableFuture<Void> run(Component... components) {
    return CompletableFuture.runAsync(() -> daemon.run(List.of(components)));
  }

  @Test
  void startsInOrderAndStopsInReverseWhenToldTo() {
    CompletableFuture<Void> running = run(component("a"), component("b"));
    await().until(() -> events.contains("start b"));
    daemon.stop();
    running.join();
    assertThat(events).containsExactly("start a", "start b", "stop b", "stop a");
  }

  @Test
  void aComponentThatDoesNotStartEndsTheDaemon() {
    Component bad = component("b", DaemonTest::fenced, () -> {});
    assertThatThrownBy(() -> daemon.run(List.of(component("a"), bad, component("c"))))
        .isInstanceOf(FencedException.class);
    assertThat(events).containsExactly("start a", "start b", "stop b", "stop a");
  }

  @Test
  void theFirstFailureIsWhatEndsTheDaemonAndTheOthersAreStoppedAllTheSame() {
    CompletableFuture<Void> running =
        run(component("a"), component("b", () -> {}, DaemonTest::fenced));
    await().until(() -> events.contains("start b"));
    daemon.fail(new RetriableException("disk full"));
    assertThatThrownBy(running::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(RetriableException.class)
        .hasMessage("disk full");
    assertThat(events).endsWith("stop b", "stop a");
  }

  @Test
  void aComponentThatDoesNotStopWellIsAFailure() {
    daemon.stop();
    daemon.run(List.of(component("never started")));
    assertThat(events).isEmpty();

    Daemon other = new Daemon(Clock.systemUTC());
    Component bad = component("b", other::stop, DaemonTest::fenced);
    assertThatThrownBy(() -> other.run(List.of(component("a"), bad)))
        .isInstanceOf(FencedException.class);
    assertThat(events).endsWith("stop b", "stop a");
  }

  @Test
  void endsOnceEveryPartHasBeenIdleLongEnough() {
    Instant begin = Instant.now();
    Duration limit = Duration.ofMillis(200);
    CompletableFuture<Boolean> work = new CompletableFuture<>();
    Idle busy = () -> work.isDone() ? Optional.of(begin.plusMillis(300)) : Optional.empty();
    Idle idle = () -> Optional.of(begin);
    daemon.untilIdle(limit, List.of(idle, busy));
    CompletableFuture<Void> running = run(component("a"));
    await().during(limit.multipliedBy(2)).until(() -> !running.isDone());
    work.complete(true);
    running.join();
    assertThat(Instant.now()).isAfterOrEqualTo(begin.plusMillis(500));
    assertThat(events).containsExactly("start a", "stop a");
  }

  @Test
  void idleTimeBeginsNoEarlierThanTheDaemon() {
    Instant begin = Instant.now();
    daemon.untilIdle(Duration.ofMillis(200), List.of(() -> Optional.of(Instant.EPOCH)));
    daemon.run(List.of(component("a")));
    assertThat(Duration.between(begin, Instant.now())).isGreaterThan(Duration.ofMillis(200));
  }

  @Test
  void aDependencyThatStaysAwayIsAFailure() {
    Instant begin = Instant.now();
    Idle blocked =
        new Idle() {
          @Override
          public Optional<Instant> idleSince() {
            return Optional.empty();
          }

          @Override
          public Optional<Instant> blockedSince() {
            return Optional.of(begin);
          }
        };
    daemon.untilIdle(Duration.ofMillis(100), List.of(blocked));
    assertThatThrownBy(() -> daemon.run(List.of(component("a"))))
        .isInstanceOf(RetriableException.class)
        .hasMessageContaining("away");
    assertThat(events).containsExactly("start a", "stop a");
  }

  @Test
  void aSignalIsARequestToStop() {
    StopSignals.during(
        daemon::stop,
        () -> {
          CompletableFuture<Void> running = run(component("a"));
          await().until(() -> events.contains("start a"));
          sendTermToThisProcess();
          running.join();
        });
    assertThat(events).containsExactly("start a", "stop a");
  }

  private static void sendTermToThisProcess() {
    try {
      new ProcessBuilder("kill", "-TERM", Long.toString(ProcessHandle.current().pid())).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
