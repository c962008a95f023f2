package org.openspot.stack;

import org.openspot.core.error.ConfigException;

/** How far the Java heap of each service may grow, in MiB. */
public record StackHeaps(int kafka, int nameNode, int dataNode, int hiveServer) {

  /** About 2 GiB together: enough for millions of records a day on one machine. */
  public static final StackHeaps DEFAULT = new StackHeaps(512, 256, 256, 1024);

  /** Checks that each is enough to start with. */
  public StackHeaps {
    if (kafka < 64 || nameNode < 64 || dataNode < 64 || hiveServer < 256) {
      throw new ConfigException(
          "local stack: a heap needs at least 64 MiB, HiveServer2's 256 MiB; asked for: kafka "
              + kafka
              + ", NameNode "
              + nameNode
              + ", DataNode "
              + dataNode
              + ", HiveServer2 "
              + hiveServer);
    }
  }
}
