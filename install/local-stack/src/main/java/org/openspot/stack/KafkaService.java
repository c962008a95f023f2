package org.openspot.stack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Kafka in KRaft mode, broker and controller in one process. */
final class KafkaService implements Service {
  private final StackConfig config;
  private final ServiceFiles files;

  KafkaService(StackConfig config) {
    this.config = config;
    this.files = new ServiceFiles(config.home().resolve("stack/kafka"), "kafka");
  }

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public String address() {
    return config.kafkaBootstrapServers();
  }

  @Override
  public List<Integer> ports() {
    return List.of(config.ports().kafka(), config.ports().kafkaController());
  }

  @Override
  public ServiceFiles files() {
    return files;
  }

  @Override
  public void prepare() throws IOException {
    files.create();
    files.install("log4j2.properties", "log4j2.properties");
    Path data = files.data("data");
    writeProperties(properties(), settings(data));
    if (Files.exists(data)) {
      return;
    }
    // Formatted beside and renamed, so that a crash leaves no half made storage behind.
    Path fresh = files.data("data.new");
    ServiceFiles.remove(fresh);
    Path formatting = files.conf().resolve("format.properties");
    writeProperties(formatting, settings(fresh));
    java(
            "kafka.tools.StorageTool",
            List.of("format", "--cluster-id", newClusterId(), "--config", formatting.toString()))
        .run(files);
    Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public JavaCommand command() {
    return java("kafka.Kafka", List.of(properties().toString()));
  }

  @Override
  public void probe() throws IOException {
    KafkaProbe.requireLiveBroker(config.ports().kafka());
  }

  private Path properties() {
    return files.conf().resolve("server.properties");
  }

  private JavaCommand java(String mainClass, List<String> arguments) {
    List<String> options = new ArrayList<>(config.javaOptions());
    options.addAll(
        List.of(
            "-Xmx" + config.heaps().kafka() + "m",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.awt.headless=true"));
    return new JavaCommand(config.libraries().resolve("kafka"), options, mainClass, arguments);
  }

  private Map<String, String> settings(Path data) {
    int port = config.ports().kafka();
    int controller = config.ports().kafkaController();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@localhost:" + controller);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put(
        "listeners", "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controller);
    settings.put("advertised.listeners", "PLAINTEXT://localhost:" + port);
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("log.dirs", data.toString());
    // Topics are made with the partitions and limits their makers want, or not at all.
    settings.put("auto.create.topics.enable", "false");
    // One broker holds the one replica of everything.
    settings.put("default.replication.factor", "1");
    settings.put("min.insync.replicas", "1");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    // A quarter of the heap would go to the log cleaner otherwise.
    settings.put("log.cleaner.dedupe.buffer.size", "16777216");
    return settings;
  }

  private static void writeProperties(Path file, Map<String, String> settings) throws IOException {
    Files.writeString(
        file,
        settings.entrySet().stream()
            .map(setting -> setting.getKey() + "=" + setting.getValue().replace("\\", "\\\\"))
            .collect(Collectors.joining("\n", "", "\n")));
  }

  /** Sixteen random bytes in Kafka's spelling: URL-safe Base64 without padding. */
  private static String newClusterId() {
    UUID id = UUID.randomUUID();
    byte[] bytes =
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    // A leading dash would read as an option.
    return text.startsWith("-") ? "A" + text.substring(1) : text;
  }
}
