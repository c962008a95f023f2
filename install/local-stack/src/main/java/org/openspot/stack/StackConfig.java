package org.openspot.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Where a local stack lives and what it may use.
 *
 * @param home everything the stack writes is under {@code <home>/stack/{kafka,hdfs,hive}}: data,
 *     logs, configuration, temporary files, process ids
 * @param libraries the class paths: {@code <libraries>/{kafka,hdfs,hive}/*.jar}
 * @param ports loopback ports; {@link StackPorts#DEFAULT} unless set
 * @param heaps heap limits; {@link StackHeaps#DEFAULT} unless set
 * @param startLimit how long a service may take until it answers; three minutes unless set
 * @param stopLimit how long a service may take to end before it is killed; 30 seconds unless set
 * @param brief true for a stack that is wanted for minutes: its services start in two thirds of the
 *     time and never become as fast as others do, because Java compiles them in the quick way only
 *     and collects garbage in one thread
 */
public record StackConfig(
    Path home,
    Path libraries,
    StackPorts ports,
    StackHeaps heaps,
    Duration startLimit,
    Duration stopLimit,
    boolean brief) {

  /** Makes the paths absolute: the services run in directories of their own. */
  public StackConfig {
    home = home.toAbsolutePath().normalize();
    libraries = libraries.toAbsolutePath().normalize();
  }

  /** A stack with every default. */
  public static StackConfig of(Path home, Path libraries) {
    return new StackConfig(
        home,
        libraries,
        StackPorts.DEFAULT,
        StackHeaps.DEFAULT,
        Duration.ofMinutes(3),
        Duration.ofSeconds(30),
        false);
  }

  /** The same stack on other ports. */
  public StackConfig withPorts(StackPorts other) {
    return new StackConfig(home, libraries, other, heaps, startLimit, stopLimit, brief);
  }

  /** The same stack with other heap limits. */
  public StackConfig withHeaps(StackHeaps other) {
    return new StackConfig(home, libraries, ports, other, startLimit, stopLimit, brief);
  }

  /** The same stack for some minutes. */
  public StackConfig briefly() {
    return new StackConfig(home, libraries, ports, heaps, startLimit, stopLimit, true);
  }

  /** Options of Java for every service. */
  List<String> javaOptions() {
    return brief ? List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC") : List.of();
  }

  /** What a Kafka client sets as {@code bootstrap.servers}. */
  public String kafkaBootstrapServers() {
    return "localhost:" + ports.kafka();
  }

  /** What a Hadoop client sets as {@code fs.defaultFS}. */
  public String hdfsUri() {
    return "hdfs://localhost:" + ports.nameNode();
  }

  /** What a Hive client connects to. */
  public String hiveJdbcUrl() {
    return "jdbc:hive2://localhost:" + ports.hiveServer() + "/";
  }
}
