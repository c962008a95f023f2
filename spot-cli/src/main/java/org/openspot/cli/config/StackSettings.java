package org.openspot.cli.config;

import java.nio.file.Path;
import org.openspot.core.config.DataSize;
import org.openspot.core.config.Setting;
import org.openspot.stack.StackConfig;
import org.openspot.stack.StackHeaps;
import org.openspot.stack.StackPorts;

/** The local stack: a single-node Kafka, HDFS and HiveServer2 for one machine. */
public record StackSettings(
    @Setting(doc = "Loopback ports; two stacks run side by side when all of them differ.")
        Ports ports,
    @Setting(doc = "How far each Java heap may grow; in whole MiB.") Heaps heaps) {

  /** The stack of these settings, with its state under {@code home}. */
  public StackConfig stack(Path home, Path libraries) {
    return StackConfig.of(home, libraries)
        .withPorts(ports.stackPorts())
        .withHeaps(heaps.stackHeaps());
  }

  /** The ports, each named for who listens. */
  public record Ports(
      @Setting(doc = "Kafka, for clients.", value = "9092") int kafka,
      @Setting(doc = "Kafka's KRaft controller.", value = "9093") int kafkaController,
      @Setting(doc = "HDFS NameNode: the port in `hdfs://`.", value = "8020") int namenode,
      @Setting(doc = "The NameNode's pages.", value = "9870") int namenodeHttp,
      @Setting(doc = "HDFS DataNode, blocks.", value = "9866") int datanode,
      @Setting(doc = "The DataNode's RPC.", value = "9867") int datanodeIpc,
      @Setting(doc = "The DataNode's pages.", value = "9864") int datanodeHttp,
      @Setting(doc = "HiveServer2: the port in `jdbc:hive2://`.", value = "10000") int hive) {
    /** Refuses what the stack refuses: no port, or one given twice. */
    public Ports {
      new StackPorts(
              kafka,
              kafkaController,
              namenode,
              namenodeHttp,
              datanode,
              datanodeIpc,
              datanodeHttp,
              hive)
          .kafka(); // made only to be checked
    }

    StackPorts stackPorts() {
      return new StackPorts(
          kafka,
          kafkaController,
          namenode,
          namenodeHttp,
          datanode,
          datanodeIpc,
          datanodeHttp,
          hive);
    }
  }

  /** The heaps. */
  public record Heaps(
      @Setting(doc = "Kafka.", value = "512MiB") DataSize kafka,
      @Setting(doc = "HDFS NameNode.", value = "256MiB") DataSize namenode,
      @Setting(doc = "HDFS DataNode.", value = "256MiB") DataSize datanode,
      @Setting(doc = "HiveServer2.", value = "1GiB") DataSize hive) {
    /** Refuses what the stack refuses: too little to start with. */
    public Heaps {
      stackHeaps(kafka, namenode, datanode, hive).kafka(); // made only to be checked
    }

    StackHeaps stackHeaps() {
      return stackHeaps(kafka, namenode, datanode, hive);
    }

    private static StackHeaps stackHeaps(
        DataSize kafka, DataSize namenode, DataSize datanode, DataSize hive) {
      return new StackHeaps(
          mebibytes(kafka), mebibytes(namenode), mebibytes(datanode), mebibytes(hive));
    }

    private static int mebibytes(DataSize size) {
      return Math.toIntExact(size.bytes() >> 20);
    }
  }
}
