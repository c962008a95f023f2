package org.openspot.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.openspot.stack.LocalStack;
import org.openspot.stack.ServiceStatus;
import org.openspot.stack.StackConfig;
import org.openspot.stack.StackPorts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Kafka, HDFS and HiveServer2 of this test run: started when the first test asks, on ports that
 * were free, with nothing in them; ended with the tests' process, however that ends.
 */
final class RealStack {
  private static final Logger LOG = LoggerFactory.getLogger(RealStack.class);
  private static final Path DIRECTORY =
      Path.of(System.getProperty("spot.it.directory", "target/it")).toAbsolutePath();
  private static final Path DISTRIBUTION =
      Path.of(System.getProperty("spot.distribution", "../install/distribution/target/openspot"))
          .toAbsolutePath()
          .normalize();

  private static RealStack running;
  private static boolean failed;

  private final StackConfig config;
  private final LocalStack stack;
  private final Hive hive;

  private RealStack(StackConfig config) {
    this.config = config;
    this.stack = new LocalStack(config);
    this.hive = new Hive(config, DISTRIBUTION.resolve("lib/hive-jdbc"));
  }

  /** The stack, up. */
  static synchronized RealStack running() {
    if (failed) {
      throw new IllegalStateException("the stack did not start: see the first failure");
    }
    if (running == null) {
      failed = true;
      RealStack made = new RealStack(configure());
      made.start();
      running = made;
      failed = false;
    }
    return running;
  }

  private static StackConfig configure() {
    if (!Files.isExecutable(program())) {
      throw new IllegalStateException(program() + " is not built: run `make build` first");
    }
    return StackConfig.of(DIRECTORY.resolve("home"), DISTRIBUTION.resolve("stack"))
        .withPorts(FreePorts.find())
        .briefly();
  }

  private void start() {
    try {
      // A run that was killed together with the shell that should have ended its stack.
      stack.down(LOG::info);
      deleteAll(DIRECTORY);
      Files.createDirectories(DIRECTORY);
      endWithThisProcess();
      stack.up(LOG::info);
      StartupArchive.make(this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void endWithThisProcess() throws IOException {
    Path settings = Files.writeString(DIRECTORY.resolve("stack.yaml"), yaml());
    Afterwards down =
        Afterwards.run(
            "ending the stack of the tests in " + DIRECTORY,
            DIRECTORY.resolve("stack-down.log"),
            program().toString(),
            "--config",
            settings.toString(),
            "local",
            "down");
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  SpotProcess.killAll();
                  down.close();
                },
                "end-stack"));
  }

  private static void deleteAll(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Where everything of this run is kept. */
  static Path directory() {
    return DIRECTORY;
  }

  /** The unpacked distribution. */
  static Path distribution() {
    return DISTRIBUTION;
  }

  /** {@code bin/spot} of the distribution. */
  static Path program() {
    return DISTRIBUTION.resolve("bin/spot");
  }

  /** The part of a spot.yaml that says where this stack is. */
  String yaml() {
    StackPorts ports = config.ports();
    return String.join(
        "\n",
        "home: " + config.home(),
        "kafka:",
        "  bootstrap-servers: " + config.kafkaBootstrapServers(),
        "  replication: 1",
        "hadoop:",
        "  default-fs: " + config.hdfsUri(),
        "stack:",
        "  ports:",
        "    kafka: " + ports.kafka(),
        "    kafka-controller: " + ports.kafkaController(),
        "    namenode: " + ports.nameNode(),
        "    namenode-http: " + ports.nameNodeHttp(),
        "    datanode: " + ports.dataNode(),
        "    datanode-ipc: " + ports.dataNodeIpc(),
        "    datanode-http: " + ports.dataNodeHttp(),
        "    hive: " + ports.hiveServer(),
        "hive:",
        "  url: " + config.hiveJdbcUrl(),
        "");
  }

  /** What runs of it. */
  List<ServiceStatus> status() {
    return stack.status();
  }

  StackConfig config() {
    return config;
  }

  Hive hive() {
    return hive;
  }

  /** HDFS, read without any code of ours. */
  WebHdfs hdfs() {
    return new WebHdfs(config.ports().nameNodeHttp());
  }

  /** Starts what does not run. */
  void up() {
    up(LOG::info);
  }

  /** Starts what does not run; tells a line for each step. */
  void up(Consumer<String> progress) {
    stack.up(progress);
  }

  /** Kills one service, as a power cut would. */
  void kill(String service) {
    ServiceStatus status =
        stack.status().stream()
            .filter(one -> one.name().equals(service))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no service " + service));
    ProcessHandle process = ProcessHandle.of(status.pid().orElseThrow()).orElseThrow();
    process.destroyForcibly();
    process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
