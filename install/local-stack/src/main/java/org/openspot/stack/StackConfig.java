package org.openspot.stack;

import java.nio.file.Path;
import java.time.Duration;

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
 */
public record StackConfig(
    Path home,
    Path libraries,
    StackPorts ports,
    StackHeaps heaps,
    Duration startLimit,
    Duration stopLimit) {

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
        Duration.ofSeconds(30));
  }

  /** The same stack on other ports. */
  public StackConfig withPorts(StackPorts other) {
    return new StackConfig(home, libraries, other, heaps, startLimit, stopLimit);
  }

  /** The same stack with other heap limits. */
  public StackConfig withHeaps(StackHeaps other) {
    return new StackConfig(home, libraries, ports, other, startLimit, stopLimit);
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
