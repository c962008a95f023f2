package org.openspot.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.openspot.core.error.RetriableException;
import org.openspot.stack.ServiceStatus.State;

/** Starts, asks and ends one service, and remembers its process in its pid file. */
final class ServiceControl {
  private static final Duration PAUSE = Duration.ofMillis(150);

  private final Service service;
  private final StackConfig config;
  private final List<ServiceControl> needed;
  private volatile Answered answered;

  /**
   * @param needed services without which this one cannot answer
   */
  ServiceControl(Service service, StackConfig config, ServiceControl... needed) {
    this.service = service;
    this.config = config;
    this.needed = List.of(needed);
  }

  /** Why the service cannot be started; nothing if it can, or runs already. */
  List<String> obstacles() throws IOException {
    Optional<RecordedProcess> recorded = recorded();
    List<String> problems = new ArrayList<>();
    if (recorded.isPresent()) {
      RecordedProcess running = recorded.get();
      if (!running.address().equals(service.address())) {
        problems.add(
            service.name()
                + " of this home runs at "
                + running.address()
                + " (pid "
                + running.pid()
                + "), not at "
                + service.address()
                + ": stop it first");
      }
      return problems;
    }
    service.command().missing().ifPresent(problems::add);
    for (int port : service.ports()) {
      if (!free(port)) {
        problems.add(
            service.name() + ": port " + port + " on localhost is taken by another process");
      }
    }
    return problems;
  }

  /**
   * Starts the service unless it runs, and waits until it answers.
   *
   * @throws CancellationException if it did not answer yet when {@code givenUp} became true
   * @throws RetriableException if it died or did not answer in time, or if one that it needs
   *     answered and then died
   */
  void up(Consumer<String> progress, BooleanSupplier givenUp) throws IOException {
    LogTail log = LogTail.fromNow(service.files().log());
    Optional<RecordedProcess> recorded = recorded();
    if (recorded.isPresent() && whyNotAnswering().isEmpty()) {
      progress.accept(
          service.name()
              + " is up at "
              + service.address()
              + " (pid "
              + recorded.get().pid()
              + ")");
      answered = new Answered(recorded.get(), log);
      return;
    }
    long began = System.nanoTime();
    RecordedProcess process = recorded.isPresent() ? recorded.get() : start(progress, log);
    awaitAnswer(process, log, givenUp);
    answered = new Answered(process, log);
    progress.accept(
        String.format(
            Locale.ROOT,
            "%s answers at %s (pid %d, %.1f s)",
            service.name(),
            service.address(),
            process.pid(),
            secondsSince(began)));
  }

  /** Ends the service if it runs. Whether it did. */
  boolean down(Consumer<String> progress) throws IOException {
    Optional<RecordedProcess> recorded = recorded();
    boolean byItself = recorded.map(process -> process.end(config.stopLimit())).orElse(true);
    if (recorded.isPresent() && recorded.get().runs()) {
      throw new RetriableException(
          service.name() + " (pid " + recorded.get().pid() + ") does not end, killed or not");
    }
    Files.deleteIfExists(service.files().pid());
    if (recorded.isPresent()) {
      progress.accept(
          service.name()
              + (byItself
                  ? " is down"
                  : " was killed: it had not ended after "
                      + config.stopLimit().toSeconds()
                      + " s"));
    }
    return recorded.isPresent();
  }

  /** True if it runs and was started for minutes only. */
  boolean isBrief() throws IOException {
    return recorded().filter(RecordedProcess::brief).isPresent();
  }

  ServiceStatus status() throws IOException {
    Optional<RecordedProcess> recorded = recorded();
    Optional<String> problem = recorded.isPresent() ? whyNotAnswering() : Optional.of(absence());
    State running = problem.isPresent() ? State.NOT_ANSWERING : State.ANSWERING;
    return new ServiceStatus(
        service.name(),
        recorded.isPresent() ? running : State.DOWN,
        recorded.isPresent() ? OptionalLong.of(recorded.get().pid()) : OptionalLong.empty(),
        service.address(),
        service.files().log(),
        problem.orElse(""));
  }

  private String absence() {
    return Files.exists(service.files().pid()) ? "its process ended by itself" : "not started";
  }

  private Optional<RecordedProcess> recorded() throws IOException {
    return RecordedProcess.read(service.files().pid());
  }

  private RecordedProcess start(Consumer<String> progress, LogTail log) throws IOException {
    progress.accept(service.name() + " is starting; log " + log.file());
    Files.createDirectories(service.files().console().getParent());
    Files.deleteIfExists(service.files().console());
    service.prepare();
    Process process = service.command().start(service.files());
    try {
      String identity =
          ProcessIdentity.of(process.pid()).orElseThrow(() -> died(log, "died while starting"));
      RecordedProcess recorded =
          new RecordedProcess(process.pid(), identity, service.address(), config.brief());
      recorded.write(service.files().pid());
      return recorded;
    } catch (IOException e) {
      // Nobody could end later what is not recorded.
      process.destroyForcibly();
      throw e;
    }
  }

  private void awaitAnswer(RecordedProcess process, LogTail log, BooleanSupplier givenUp) {
    long deadline = System.nanoTime() + config.startLimit().toNanos();
    Optional<String> problem = whyNotAnswering();
    while (problem.isPresent()) {
      if (!process.runs()) {
        throw died(log, "died while starting");
      }
      if (System.nanoTime() > deadline) {
        throw died(
            log,
            "does not answer after "
                + config.startLimit().toSeconds()
                + " s ("
                + problem.get()
                + ")");
      }
      if (givenUp.getAsBoolean()) {
        throw new CancellationException(service.name());
      }
      needed.forEach(ServiceControl::requireAlive);
      LockSupport.parkNanos(PAUSE.toNanos());
      problem = whyNotAnswering();
    }
  }

  /** Begins anew: whoever answered before may be gone by now, and is started again. */
  void begin() {
    answered = null;
  }

  /** Nobody else would notice before the limit that what answered is gone. */
  private void requireAlive() {
    Answered last = answered;
    if (last != null && !last.process().runs()) {
      throw died(last.log(), "died after it had answered");
    }
  }

  private RetriableException died(LogTail log, String how) {
    String said =
        Stream.of(log, new LogTail(service.files().console(), 0))
            .flatMap(tail -> tail.lastError().stream())
            .findFirst()
            .orElse("it said nothing");
    return new RetriableException(
        service.name() + " " + how + "; see " + log.file() + "; its last error: " + said);
  }

  private Optional<String> whyNotAnswering() {
    try {
      service.probe();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static double secondsSince(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  /** The process that answered, and what it has said since then. */
  private record Answered(RecordedProcess process, LogTail log) {}
}
