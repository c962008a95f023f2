package org.openspot.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openspot.core.error.ConfigException;
import org.openspot.core.error.RetriableException;
import org.openspot.stack.ServiceStatus.State;

class LocalStackTest {
  @TempDir private Path home;

  @Test
  void namesEveryPortThatIsTakenAndStartsNothing() throws IOException {
    withJars();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      LocalStack stack = new LocalStack(config().withPorts(portsAround(port)));

      assertThatThrownBy(() -> stack.up(line -> {}))
          .isInstanceOfSatisfying(
              ConfigException.class,
              e ->
                  assertThat(e.problems())
                      .contains(
                          "hiveserver2: port "
                              + port
                              + " on localhost is taken by another process"));
      assertThat(stack.status()).allMatch(service -> service.state() == State.DOWN);
    }
  }

  @Test
  void namesTheClassPathsThatAreMissing() {
    LocalStack stack = new LocalStack(config().withPorts(StackPorts.DEFAULT.shifted(21_000)));

    assertThatThrownBy(() -> stack.up(line -> {}))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("no jars at " + home.resolve("jars/kafka"))
        .hasMessageContaining("no jars at " + home.resolve("jars/hive"));
  }

  @Test
  void aServiceThatDiesIsToldWithItsLogAndWhatItSaid() throws IOException {
    // Storage that is there is not formatted; the jars hold no such class.
    Files.createDirectories(home.resolve("stack/kafka/data"));
    Files.createDirectories(home.resolve("stack/hdfs/name"));
    withJars();
    LocalStack stack = new LocalStack(config().withPorts(StackPorts.DEFAULT.shifted(21_000)));
    List<String> lines = new ArrayList<>();

    assertThatThrownBy(() -> stack.up(lines::add))
        .isInstanceOf(RetriableException.class)
        .hasMessageContaining("died while starting; see " + home)
        .hasMessageContaining("ClassNotFoundException");

    assertThat(lines).anyMatch(line -> line.startsWith("kafka is starting"));
    // It gives up at the first that died; the others are still on their way to it.
    await()
        .untilAsserted(
            () -> assertThat(stack.status()).allMatch(service -> service.state() == State.DOWN));
    assertThat(stack.down(lines::add)).isFalse();
  }

  @Test
  void aCommandDoesNotRunBesideAnother() throws IOException {
    LocalStack stack = new LocalStack(config());

    StackLock.holding(
        home,
        () -> {
          assertThatThrownBy(() -> stack.down(line -> {}))
              .isInstanceOf(RetriableException.class)
              .hasMessageContaining("another command");
          return true;
        });
    assertThat(stack.down(line -> {})).isFalse();
  }

  private StackConfig config() {
    return StackConfig.of(home, home.resolve("jars"));
  }

  private void withJars() throws IOException {
    for (String component : List.of("kafka", "hdfs", "hive")) {
      Path directory = Files.createDirectories(home.resolve("jars").resolve(component));
      Files.createFile(directory.resolve("empty.jar"));
    }
  }

  /** Seven ports that may be anything, and the one in question for HiveServer2. */
  private static StackPorts portsAround(int port) {
    int first = port < 40_000 ? port + 1 : port - 10;
    return new StackPorts(
        first, first + 1, first + 2, first + 3, first + 4, first + 5, first + 6, port);
  }
}
