package org.openspot.stack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.openspot.core.error.ConfigException;

/**
 * The loopback ports of the local stack. Two stacks run side by side when all of them differ.
 *
 * @param kafka where Kafka clients connect
 * @param kafkaController the KRaft controller in the same process
 * @param nameNode HDFS RPC: the port in {@code hdfs://localhost:…}
 * @param nameNodeHttp the NameNode's pages, JMX and WebHDFS
 * @param dataNode block transfer
 * @param dataNodeIpc the DataNode's RPC
 * @param dataNodeHttp the DataNode's pages and WebHDFS
 * @param hiveServer HiveServer2, binary Thrift: the port in {@code jdbc:hive2://localhost:…}
 */
public record StackPorts(
    int kafka,
    int kafkaController,
    int nameNode,
    int nameNodeHttp,
    int dataNode,
    int dataNodeIpc,
    int dataNodeHttp,
    int hiveServer) {

  /** The ports these services have everywhere. */
  public static final StackPorts DEFAULT =
      new StackPorts(9092, 9093, 8020, 9870, 9866, 9867, 9864, 10000);

  /** Checks that every port is one, and no two are the same. */
  public StackPorts {
    List<Integer> all =
        List.of(
            kafka,
            kafkaController,
            nameNode,
            nameNodeHttp,
            dataNode,
            dataNodeIpc,
            dataNodeHttp,
            hiveServer);
    List<String> problems = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    for (int port : all) {
      if (port < 1 || port > 65535) {
        problems.add("local stack: " + port + " is not a port");
      } else if (!seen.add(port)) {
        problems.add("local stack: port " + port + " is given twice");
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  /** These ports, each {@code distance} higher: those of another stack on the same machine. */
  public StackPorts shifted(int distance) {
    return new StackPorts(
        kafka + distance,
        kafkaController + distance,
        nameNode + distance,
        nameNodeHttp + distance,
        dataNode + distance,
        dataNodeIpc + distance,
        dataNodeHttp + distance,
        hiveServer + distance);
  }
}
