package org.openspot.stack;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.core.error.RetriableException;

class ServiceControlTest {
  @TempDir private Path home;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endWhatWasStarted() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void doesNotWaitForAnAnswerWithoutWhatItNeeds() throws Exception {
    Process nameNode = running("namenode");
    running("datanode");
    ServiceControl needed = new ServiceControl(service("namenode", () -> {}), config());
    needed.up(line -> {}, () -> false);
    ServiceControl needing = new ServiceControl(needy(nameNode), config(), needed);

    assertThatThrownBy(() -> needing.up(line -> {}, () -> false))
        .isInstanceOf(RetriableException.class)
        .hasMessageContaining("namenode died after it had answered; see " + home);
  }

  @Test
  void waitsForWhatIsBeingStartedAgain() throws Exception {
    Process nameNode = running("namenode");
    running("datanode");
    ServiceControl needed = new ServiceControl(service("namenode", () -> {}), config());
    needed.up(line -> {}, () -> false);
    needed.begin();
    ServiceControl needing = new ServiceControl(needy(nameNode), config(), needed);

    AtomicInteger looks = new AtomicInteger();
    assertThatThrownBy(() -> needing.up(line -> {}, () -> looks.incrementAndGet() == 3))
        .isInstanceOf(CancellationException.class);
  }

  /** A DataNode that cannot answer, since its NameNode is killed. */
  private Service needy(Process nameNode) {
    return service(
        "datanode",
        () -> {
          end(nameNode);
          throw new IOException("nobody to register with");
        });
  }

  private StackConfig config() {
    return StackConfig.of(home, home.resolve("jars"));
  }

  private static void end(Process process) {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** A process that is recorded as the service's. */
  private Process running(String name) throws IOException {
    Process process = new ProcessBuilder("sleep", "600").start();
    started.add(process);
    String identity = ProcessIdentity.of(process.pid()).orElseThrow();
    new RecordedProcess(process.pid(), identity, "localhost:1", false)
        .write(new ServiceFiles(home, name).pid());
    return process;
  }

  private interface Probe {
    void ask() throws IOException;
  }

  private Service service(String name, Probe probe) {
    return new Service() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String address() {
        return "localhost:1";
      }

      @Override
      public List<Integer> ports() {
        return List.of(1);
      }

      @Override
      public ServiceFiles files() {
        return new ServiceFiles(home, name);
      }

      @Override
      public void prepare() {
        throw new UnsupportedOperationException("it runs");
      }

      @Override
      public JavaCommand command() {
        throw new UnsupportedOperationException("it runs");
      }

      @Override
      public void probe() throws IOException {
        probe.ask();
      }
    };
  }
}
