package org.openspot.cli.config;

import org.openspot.core.config.DataSize;
import org.openspot.core.config.Setting;

/** The local stack: a single-node Kafka, HDFS and HiveServer2 for one machine. */
public record StackSettings(
    @Setting(doc = "Loopback ports; two stacks run side by side when all of them differ.")
        Ports ports,
    @Setting(doc = "How far each Java heap may grow.") Heaps heaps) {

  /** The ports, each named for who listens. */
  public record Ports(
      @Setting(doc = "Kafka, for clients.", value = "9092") int kafka,
      @Setting(doc = "Kafka's KRaft controller.", value = "9093") int kafkaController,
      @Setting(doc = "HDFS NameNode: the port in `hdfs://`.", value = "8020") int namenode,
      @Setting(doc = "The NameNode's pages.", value = "9870") int namenodeHttp,
      @Setting(doc = "HDFS DataNode, blocks.", value = "9866") int datanode,
      @Setting(doc = "The DataNode's RPC.", value = "9867") int datanodeIpc,
      @Setting(doc = "The DataNode's pages.", value = "9864") int datanodeHttp,
      @Setting(doc = "HiveServer2: the port in `jdbc:hive2://`.", value = "10000") int hive) {}

  /** The heaps. */
  public record Heaps(
      @Setting(doc = "Kafka.", value = "512MiB") DataSize kafka,
      @Setting(doc = "HDFS NameNode.", value = "256MiB") DataSize namenode,
      @Setting(doc = "HDFS DataNode.", value = "256MiB") DataSize datanode,
      @Setting(doc = "HiveServer2.", value = "1GiB") DataSize hive) {}
}
